import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startLoopbackReceiver } from "#lib/alerts/channels/loopback-receiver";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";

type Point = "before it is written" | "before it is sent" | "while it is sent" | "before it is noted" | "never";

/** A process that looks at rules over failing traffic and delivers; it kills itself at one point. */
function script(dir: string, url: string, point: Point): string {
  return `
    import { randomUUID } from "node:crypto";
    import { openAlerts } from "#lib/alerts/alerts";
    import { createSender } from "#lib/alerts/channels/create-sender";
    import { sampleFacts } from "#lib/alerts/sample-facts";
    import { createSecretBox } from "#lib/secrets/secret-box";
    import { openSqliteStore } from "#lib/store/sqlite/open";
    import { systemClock } from "#lib/time/clock";
    const point = ${JSON.stringify(point)};
    const die = async () => { process.kill(process.pid, "SIGKILL"); await new Promise(() => {}); };
    const store = await openSqliteStore({ dir: ${JSON.stringify(dir)}, clock: systemClock });
    const sender = createSender({ allowPrivate: true, mail: null, version: "0", now: Date.now });
    const isOfAlert = ({ deliveries }) => deliveries.length > 0;
    const alerts = await openAlerts({
      store: {
        ...store,
        saveAlerts: async (change) => {
          if (point === "before it is written" && isOfAlert(change)) await die();
          await store.saveAlerts(change);
          if (point === "before it is sent" && isOfAlert(change)) await die();
        },
        noteDelivery: async (...args) => {
          if (point === "before it is noted") await die();
          await store.noteDelivery(...args);
          process.stdout.write("noted\\n");
        },
      },
      box: createSecretBox(Buffer.alloc(32, 5)),
      clock: systemClock,
      random: Math.random,
      newId: randomUUID,
      send: sender.send,
      publicUrl: "http://127.0.0.1:3000",
      factsAt: () => sampleFacts(() => ({ byOutcome: { server_error: 50 }, unauthorized: 0, refused: 0 })),
      onLook: () => {},
      onNews: () => {},
      onTrouble: (words) => process.stderr.write(words + "\\n"),
    });
    if ((await alerts.channels.list()).length === 0) {
      await alerts.channels.create({ kind: "webhook", name: "w", url: ${JSON.stringify(url)} });
    }
    const stop = new AbortController();
    process.stdin.once("data", () => stop.abort());
    await Promise.all([alerts.outbox.run(stop.signal), (async () => {
      while (!stop.signal.aborted) {
        await alerts.look();
        await systemClock.sleep(50);
      }
    })()]);
    process.exit(0);`;
}

const points: readonly Point[] = [
  "before it is written",
  "before it is sent",
  "while it is sent",
  "before it is noted",
];

test.each(points)("kill -9 %s: the message arrives all the same, each time with the same id", async (point) => {
  const dir = join(temporaryDirectory(), "data");
  await using receiver = await startLoopbackReceiver();
  const start = (at: Point) =>
    spawn(process.execPath, ["--input-type=module", "--eval", script(dir, receiver.origin, at)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
  const first = start(point);
  if (point === "while it is sent") {
    receiver.answerWith((index) => {
      if (index === 0) first.kill("SIGKILL");
      return index === 0 ? "hang" : { status: 204 };
    });
  }
  const [, signal] = await once(first, "exit");
  expect(signal).toBe("SIGKILL");

  const second = start("never");
  await once(second.stdout, "data");
  second.stdin.write("stop");
  await once(second, "exit");
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids.length).toBe(point.startsWith("while") || point.endsWith("noted") ? 2 : 1);
  expect(new Set(ids).size).toBe(1);
});
