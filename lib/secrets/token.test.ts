import { expect, test } from "vitest";
import { drawToken, isWellFormed, shownPrefixOf, type TokenKind } from "#lib/secrets/token";

const kinds: readonly TokenKind[] = ["api", "gateway", "ingest"];

test.each([
  ["api", /^ajar_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/, 13],
  ["gateway", /^ajar_gw_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/, 16],
  ["ingest", /^ajar_in_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/, 16],
] as const)("a token for the %s says so", (kind, form, shown) => {
  const token = drawToken(kind);
  expect(token).toMatch(form);
  expect(shownPrefixOf(kind, token)).toBe(token.slice(0, shown));
  for (const other of kinds) expect(isWellFormed(other, token)).toBe(other === kind);
});

test("no token is drawn twice", () => {
  expect(new Set(Array.from({ length: 1_000 }, () => drawToken("gateway"))).size).toBe(1_000);
});

test("what only looks like a token is told from one by its checksum", () => {
  const token = drawToken("gateway");
  const flipped = token.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  for (const fake of ["", "ajar_gw_", token.slice(1), `${token} `, flipped, `ajar_gw_${"A".repeat(43)}_000000`]) {
    expect(isWellFormed("gateway", fake), fake).toBe(false);
  }
});
