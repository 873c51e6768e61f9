import { expect, test } from "vitest";
import { announceStored } from "#lib/server/announce-stored";
import { createLiveBus } from "#lib/server/live-bus";
import { sampleAttempt } from "#lib/store/sample-attempt";

test("attempts are told once they are stored, and not if they are lost", async () => {
  const live = createLiveBus(() => expect.unreachable());
  const heard: string[] = [];
  live.listen(({ attempts }) => heard.push(...attempts.map(({ callId }) => callId)));
  const stored = Promise.withResolvers<void>();
  const writer = announceStored({ record: () => stored.promise }, live);
  const recording = writer.record([sampleAttempt({ callId: "a" })]);
  expect(heard).toEqual([]);
  stored.resolve();
  await recording;
  expect(heard).toEqual(["a"]);

  const broken = announceStored({ record: () => Promise.reject(new Error("disk full")) }, live);
  await expect(broken.record([sampleAttempt({ callId: "b" })])).rejects.toThrow("disk full");
  expect(heard).toEqual(["a"]);
});
