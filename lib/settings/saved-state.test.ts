import { expect, test } from "vitest";
import { z } from "zod";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openSavedState } from "#lib/settings/saved-state";
import { createFakeClock } from "#lib/time/fake-clock";

const schema = z.object({ count: z.int() });

async function setUp(store = createFakeSettingStore()) {
  const clock = createFakeClock();
  const errors: unknown[] = [];
  const state = await openSavedState({
    store,
    key: "guard.state",
    schema,
    clock,
    onError: (error) => errors.push(error),
  });
  return { store, clock, errors, state };
}

test("it is written within half a second, once, as it is by then", async () => {
  const { store, clock, state } = await setUp();
  let count = 0;
  const save = () => {
    count += 1;
    state.save(() => ({ count }));
  };
  save();
  save();
  await clock.advance(499);
  save();
  expect(store.rows.get("guard.state")).toBeUndefined();
  await clock.advance(1);
  expect(store.rows.get("guard.state")).toBe('{"count":3}');
  expect(clock.pendingMs()).toEqual([]);
  save();
  await clock.advance(500);
  expect(store.rows.get("guard.state")).toBe('{"count":4}');
  expect((await setUp(store)).state.former).toEqual({ count: 4 });
});

test("at the end what still waits is written at once", async () => {
  const { store, state } = await setUp();
  await state.flush();
  state.save(() => ({ count: 1 }));
  await state.flush();
  expect(store.rows.get("guard.state")).toBe('{"count":1}');
});

test.each(["{", '{"count":"many"}'])("a former state that cannot be read is none, and is told: %s", async (text) => {
  const store = createFakeSettingStore();
  store.rows.set("guard.state", text);
  const { state, errors } = await setUp(store);
  expect(state.former).toBeNull();
  expect(errors).toHaveLength(1);
});

test("a store that refuses is told, and the next change is written all the same", async () => {
  const store = createFakeSettingStore();
  const put = store.putSetting;
  let refusals = 1;
  const refusing = {
    ...store,
    putSetting: async (key: string, value: string) => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error("disk full");
      }
      await put(key, value);
    },
  };
  const { clock, state, errors } = await setUp(refusing);
  state.save(() => ({ count: 1 }));
  await clock.advance(500);
  expect(errors).toEqual([new Error("disk full")]);
  state.save(() => ({ count: 2 }));
  await clock.advance(500);
  expect(store.rows.get("guard.state")).toBe('{"count":2}');
});
