import { expect, test } from "vitest";
import { createRetryBudget } from "#lib/outbound/retry-budget";

function takeAll(budget: ReturnType<typeof createRetryBudget>): number {
  let taken = 0;
  for (; budget.hasToken(); taken += 1) budget.take();
  return taken;
}

test("twenty retries, then none", () => {
  expect(takeAll(createRetryBudget())).toBe(20);
});

test("ten calls that succeed at first pay for one retry", () => {
  const budget = createRetryBudget();
  takeAll(budget);
  for (let call = 1; call <= 9; call += 1) budget.earn();
  expect(budget.hasToken()).toBe(false);
  budget.earn();
  expect(takeAll(budget)).toBe(1);
});

test("a quiet year saves no more than twenty", () => {
  const budget = createRetryBudget();
  for (let call = 0; call < 10_000; call += 1) budget.earn();
  expect(takeAll(budget)).toBe(20);
});
