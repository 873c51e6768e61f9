import { expect, test } from "vitest";
import type { RiskLevel } from "#lib/model/risk";
import { createLevelReader } from "#lib/server/risk-level";
import { createFakeClock } from "#lib/time/fake-clock";

function setUp() {
  const clock = createFakeClock();
  const answers: (RiskLevel | Error)[] = [];
  let asked = 0;
  const glance = async () => {
    asked += 1;
    const answer = answers.shift() ?? "ok";
    if (answer instanceof Error) throw answer;
    return { level: answer };
  };
  return { clock, answers, asked: () => asked, levelOf: createLevelReader({ glance }, clock) };
}

test("it is unknown until it was read, then a few seconds old at most, and read no more often", async () => {
  const { clock, answers, asked, levelOf } = setUp();
  answers.push("critical", "exceeded");
  expect(levelOf()).toBe("unknown");
  await clock.advance(2_999);
  expect([levelOf(), asked()]).toEqual(["critical", 1]);
  await clock.advance(1);
  expect([levelOf(), asked()]).toEqual(["critical", 2]);
  await clock.advance(0);
  expect(levelOf()).toBe("exceeded");
});

test("a level that could not be read for a minute says nothing of now", async () => {
  const { clock, answers, levelOf } = setUp();
  answers.push("critical", ...Array.from({ length: 30 }, () => new Error("disk")));
  levelOf();
  await clock.advance(3_000);
  expect(levelOf()).toBe("critical");
  await clock.advance(57_000);
  expect(levelOf()).toBe("unknown");
});
