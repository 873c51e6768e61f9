import { expect, test } from "vitest";
import { wordsForAction } from "./action-words";

test.each([
  ["createApiToken", "created api token"],
  ["changePassword", "changed password"],
  ["endSession", "ended session"],
  ["withdrawInvitation", "withdrew invitation"],
  ["signIn", "signed in"],
  ["replay", "replayed"],
])("%s reads %s", (action, text) => {
  expect(wordsForAction(action)).toBe(text);
});
