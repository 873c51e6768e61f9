import { expect, test } from "vitest";
import { trafficParts } from "#components/traffic/traffic-values.ts";

const values = {
  integrations: [{ id: "member-sync", name: "Member sync" }],
  credentials: [
    { fingerprint: "aaaabbbbccccdddd", last4: "4f2a" },
    { fingerprint: "eeeeffff00001111", last4: null },
  ],
};

test.each([
  [{ integration: null, credential: null }, []],
  [{ integration: "", credential: "," }, []],
  [{ integration: "member-sync", credential: null }, ["Integration Member sync"]],
  [{ integration: "gone", credential: "aaaabbbbccccdddd" }, ["Integration gone", "Key …4f2a"]],
  [{ integration: null, credential: "eeeeffff00001111,aaaabbbbccccdddd" }, ["Key eeeeffff00001111, …4f2a"]],
])("%j is said as %j", (search, words) => {
  expect(trafficParts(search, values).map(({ kind, name }) => `${kind} ${name}`)).toEqual(words);
});
