import { expect, test } from "vitest";
import { createLiveBus, type LiveNews } from "#lib/server/live-bus";

const news: LiveNews = { kind: "attempts", attempts: [] };

test("every listener hears the news until it ends", () => {
  const bus = createLiveBus(() => expect.unreachable());
  const heard: string[] = [];
  const endFirst = bus.listen(() => heard.push("first"));
  bus.listen(() => heard.push("second"));
  bus.publish(news);
  endFirst();
  endFirst();
  bus.publish(news);
  expect(heard).toEqual(["first", "second", "second"]);
});

test("a listener that throws harms neither the others nor who publishes", () => {
  const errors: unknown[] = [];
  const bus = createLiveBus((error) => errors.push(error));
  const heard: LiveNews[] = [];
  bus.listen(() => {
    throw new Error("broken");
  });
  bus.listen((one) => heard.push(one));
  bus.publish(news);
  expect(heard).toEqual([news]);
  expect(errors).toEqual([new Error("broken")]);
});

test("news that a listener has are heard after those that they came from, by everyone", () => {
  const bus = createLiveBus(() => expect.unreachable());
  const heard: string[] = [];
  const ended: LiveNews = {
    kind: "suspension_ended",
    suspension: { sinceMs: 0, signs: [], keys: [], workingKeys: 0 },
    endedAtMs: 1,
  };
  bus.listen(({ kind }) => {
    if (kind === "attempts") bus.publish(ended);
  });
  bus.listen(({ kind }) => heard.push(kind));
  bus.publish(news);
  bus.publish(news);
  expect(heard).toEqual(["attempts", "suspension_ended", "attempts", "suspension_ended"]);
});
