import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { announceStored } from "#lib/server/announce-stored";
import { createLiveBus } from "#lib/server/live-bus";
import { sampleAttempt } from "#lib/store/sample-attempt";

type Writers = ReturnType<typeof announceStored>;

const ways: readonly [string, (writers: Writers, attempt: Attempt) => Promise<void>][] = [
  ["seen", ({ record }, attempt) => record([attempt])],
  ["ingested", ({ recordIngested }, attempt) => recordIngested({ rows: [{ attempt, externalKey: null }], moves: [] })],
];

test.each(ways)("%s attempts are told once they are stored, and not if they are lost", async (_, write) => {
  const live = createLiveBus(() => expect.unreachable());
  const heard: string[] = [];
  live.listen((news) => {
    if (news.kind === "attempts") heard.push(...news.attempts.map(({ callId }) => callId));
  });
  const stored = Promise.withResolvers<void>();
  const store = () => stored.promise;
  const writing = write(announceStored({ record: store, recordIngested: store }, live), sampleAttempt({ callId: "a" }));
  expect(heard).toEqual([]);
  stored.resolve();
  await writing;
  expect(heard).toEqual(["a"]);

  const fail = () => Promise.reject(new Error("disk full"));
  const broken = announceStored({ record: fail, recordIngested: fail }, live);
  await expect(write(broken, sampleAttempt({ callId: "b" }))).rejects.toThrow("disk full");
  expect(heard).toEqual(["a"]);
});
