import { expect, test } from "vitest";
import { adviceFor } from "./advice.mjs";

test.each([
  ["npm error code ENOSPC", "disk is full"],
  ["npm error request to http://host/zod failed, reason: connect ECONNREFUSED", "could not reach its registry"],
  ["npm error code E401", "refused or is not trusted"],
  ["`npm ci` can only install packages when your package.json and package-lock.json are in sync", "npm install"],
  ["npm error code EACCES", "may not write here"],
  ["npm error code EINTEGRITY", "not what the lock says"],
  ["npm error something new", "last lines"],
])("advice for %s", (output, words) => {
  expect(adviceFor(output)).toContain(words);
});
