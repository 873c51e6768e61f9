import fc from "fast-check";
import { expect, test } from "vitest";
import { needlesOf } from "#lib/recorder/needles";
import { redactJson } from "#lib/recorder/redact-json";
import { createScrubber } from "#lib/recorder/scrubber";

const wide = { bytesMax: 1_000_000 };
const canary = "C4nary-7f3e9b2d!Zürich";

const secretKeys = [
  "password",
  "pAsSwOrD",
  "api_Key",
  "X-Auth-Token",
  "clientSecret",
  "otp_attempt",
  "Cookie",
  "email",
  "PIN",
];

/** Wraps a secret so that it stands where the redactor must find it by itself. */
const hidings = fc.constantFrom<(secret: string) => unknown>(
  ...secretKeys.map((key) => (secret: string) => ({ [key]: secret })),
  (secret) => ({ token: [secret, [secret]] }),
  (secret) => ({ credentials: { a: { b: secret } } }),
  (secret) => JSON.stringify({ password: secret }),
  (secret) => JSON.stringify([JSON.stringify({ a: { secret } })]),
  (secret) => `x Bearer ${encodeURIComponent(secret)} y`,
  (secret) => `https://user:${encodeURIComponent(secret)}@example.com/`,
  (secret) => `https://example.com/?x=1&signature=${encodeURIComponent(secret)}`,
);

const canaries = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019-_.é"), minLength: 12, maxLength: 30 })
  .map((text) => `cAn4ry${text}`);

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString("base64").replace(/=*$/, ""), bytes.toString("hex")];
}

test("S12: lets no secret through, wherever it stands in whatever JSON", () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 8 },
      fc.record({ hiding: hidings }),
      fc.jsonValue({ maxDepth: 2 }).map((value) => ({ value })),
      fc.array(tie("tree"), { maxLength: 4 }).map((items) => ({ items })),
      fc.dictionary(fc.string(), tie("tree"), { maxKeys: 4 }).map((members) => ({ members })),
    ),
  }));
  fc.assert(
    fc.property(canaries, tree, (secret, shape) => {
      const text = JSON.stringify([shape], (_, value) => (typeof value === "function" ? value(secret) : value));
      const kept = redactJson(text, { mode: "stored", scrub: (same) => same }, wide) ?? "";
      expect(() => JSON.parse(kept)).not.toThrow();
      for (const spelling of spellings(secret)) expect(kept).not.toContain(spelling);
    }),
    { numRuns: 500 },
  );
});

test("S12: finds a known secret under any key and in any spelling", () => {
  const at = fc.constantFrom<(secret: string) => unknown>(
    (secret) => secret,
    (secret) => ({ [secret]: 1 }),
    (secret) => JSON.stringify(JSON.stringify([secret])),
    (secret) => Buffer.from(`Bearer ${secret}`).toString("base64"),
    (secret) => Buffer.from(`ab${secret}cd`).toString("base64url"),
    (secret) => encodeURIComponent(secret).toLowerCase(),
    (secret) => Buffer.from(secret).toString("hex"),
  );
  fc.assert(
    fc.property(
      canaries,
      fc.array(at, { minLength: 1, maxLength: 5 }),
      fc.nat({ max: 50 }),
      (secret, places, depth) => {
        let value: unknown = places.map((place) => place(secret));
        for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { a: value } : [value];
        const redaction = { mode: "stored", scrub: createScrubber(needlesOf(secret)) } as const;
        const kept = (redactJson(JSON.stringify([value]), redaction, wide) ?? "").toLowerCase();
        for (const spelling of spellings(secret)) expect(kept).not.toContain(spelling.toLowerCase());
      },
    ),
  );
});

test("S12: looks into JSON in strings, and shows nothing of what is nested too deep to look into", () => {
  for (let layers = 1; layers <= 9; layers++) {
    let text = JSON.stringify({ credentials: { a: [canary] } });
    for (let layer = 0; layer < layers; layer++) text = JSON.stringify([text]);
    const kept = redactJson(text, { mode: "stored", scrub: (same) => same }, wide) ?? "";
    expect(kept).toContain("[redacted]");
    expect(kept).not.toContain("C4nary");
  }
});

test("S12: is moved by neither depth nor size", () => {
  const same = { mode: "stored", scrub: (text: string) => text } as const;
  for (const depth of [20_000, 200_000]) {
    const text = `${'{"a":['.repeat(depth / 2)}{"password":"${canary}"}${"]}".repeat(depth / 2)}`;
    const kept = redactJson(text, same, { bytesMax: 10_000_000 }) ?? "";
    expect(kept).toContain('{"password":"[redacted]"}');
    expect(kept).not.toContain(canary);
    expect(redactJson(text.slice(0, -depth), same, { bytesMax: 4_096 })).toMatch(/^.{4000,4096}$/);
  }
  const hidden = `{"token":${"[".repeat(100_000)}"${canary}"${"]".repeat(100_000)},"b":1}`;
  expect(redactJson(hidden, same, wide)).toBe('{"token":"[redacted]","b":1}');
});
