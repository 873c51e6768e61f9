import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Actions that change nothing here, or whose deed is written down by what they call. */
const fine = new Set([
  // In the auth module, which knows who it was before anyone is signed in.
  ...["claimAction", "signInAction", "signInByCodeAction", "joinAction"],
  // Nothing is changed but what is on screen.
  ...["tryRedactionAction", "backtestAction", "runDrillAction", "startAppAction"],
  // A draft's rows are read again, or not; what it is about stays.
  ...["gatherAgainAction", "cancelGatheringAction"],
]);

/** Every server action with its text, up to the next one. */
function actionsOf(path: string): { name: string; text: string }[] {
  const [head = "", ...rest] = readFileSync(path, "utf8").split(/^export async function /m);
  if (!head.startsWith('"use server"')) return [];
  return rest.map((text) => ({ name: text.slice(0, text.search(/\W/)), text }));
}

test("every server action that changes something writes it down", () => {
  const actions = globSync("app/**/*.ts").flatMap(actionsOf);
  expect(actions.length).toBeGreaterThan(40);
  const silent = actions.filter(({ text }) => !/\baudit\(|\bnote\(/.test(text)).map(({ name }) => name);
  expect(silent.filter((name) => !fine.has(name))).toEqual([]);
  // None is excused that has come to write it down, or is gone.
  expect([...fine].filter((name) => !silent.includes(name))).toEqual([]);
});
