import { expect, test } from "vitest";
import type { Credential } from "#lib/model/credential";
import type { Integration } from "#lib/model/integration";
import { noFigures } from "#lib/traffic/read-key-figures";
import { narrowCredentials, narrowIntegrations } from "./narrow-rows";

const integrations = ["Member sync", "Mobile"].map(
  (name): Integration => ({
    ...{
      id: name.toLowerCase().replace(" ", "-"),
      name,
      identifier: null,
      contact: null,
      tokenInPath: true,
      guard: null,
    },
    ...{ createdAtMs: 0, revokedAtMs: null, key: null, tokens: [] },
  }),
);
const credentials = [
  ["aaaa", 3],
  ["bbbb", 0],
].map(
  ([fingerprint, attempts]): Credential => ({
    ...{ fingerprint: String(fingerprint), attempts: Number(attempts), last4: null, kisiUser: null, joinedBy: null },
    ...{ firstUsedAtMs: 0, lastUsedAtMs: 0, refusedSinceMs: null, bad: 0, badRate: null, failures: 0, unauthorized: 0 },
  }),
);
const sent = new Map([["mobile", { ...noFigures, attempts: 3 }]]);

test.each([
  [{}, ["member-sync", "mobile"]],
  [{ integration: ["member-sync"] }, ["member-sync"]],
  [{ integration: ["Member sync"] }, ["member-sync"]],
  [{ credential: ["aaaa"] }, ["mobile"]],
  [{ integration: ["member-sync"], credential: ["aaaa"] }, []],
])("%j means the integrations %j", (filter, ids) => {
  expect(narrowIntegrations(integrations, filter, sent).map(({ id }) => id)).toEqual(ids);
});

test.each([
  [{}, ["aaaa", "bbbb"]],
  [{ credential: ["bbbb"] }, ["bbbb"]],
  [{ integration: ["mobile"] }, ["aaaa"]],
  [{ integration: ["mobile"], credential: ["bbbb"] }, []],
])("%j means the keys %j", (filter, fingerprints) => {
  expect(narrowCredentials(credentials, filter).map(({ fingerprint }) => fingerprint)).toEqual(fingerprints);
});
