import { expect, test } from "vitest";
import { createBodyRoom } from "#lib/front/body-room";

test("what is taken is missing to others, until it is given back, once", () => {
  const room = createBodyRoom(10);
  const [one, other] = [room.open(), room.open()];
  expect([one.take(4), one.take(3), other.take(4), other.take(3)]).toEqual([true, true, false, true]);
  expect(other.take(1)).toBe(false);
  one.close();
  one.close();
  expect([other.take(7), other.take(1)]).toEqual([true, false]);
  other.close();
  expect(room.open().take(10)).toBe(true);
});
