import { expect } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { type ObservedInput, observedAttempt } from "#lib/recorder/attempt-fixture";

/** One secret for each place of a request; two are known to Ajar alone. */
export const canaries = {
  key: "C4naryKey-1b7d9f3e5a20",
  basicPassword: "C4nary Basic 77 pass",
  cookie: "C4naryCookie_42a8",
  signature: "c4nar0516f00d99887766554433221100",
  custom: "C4naryCustom-99-zyxw",
  password: 'C4nary "pass/word" ü 5',
  otp: "90917263",
  pathToken: "C4naryPathToken7",
  queryToken: "C4naryQuery+Token/8=",
  unknownQuery: "c4naryfoobar0000001",
  backup: "C4nary-backup-0001",
  gateway: "ajar_C4naryGateway0123456789",
  stored: "C4naryStoredKey_abcdef0123",
} as const;

/** What only the answer holds, so it can be known only if the answer was read. */
const answered = { setCookie: "C4narySetCookie_93bd", secret: "C4naryNewSecret_e1e2e3" };

export const everything = Object.values(canaries).join(" ; ");
const encoded = Object.values(canaries).flatMap((secret) => [
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  Buffer.from(`Bearer ${secret}`).toString("base64"),
  Buffer.from(`id:${secret}:x`).toString("base64url"),
  Buffer.from(secret).toString("hex"),
  JSON.stringify(secret),
]);

/** S11: an exchange with a secret in every place that can hold one, each echoed in every other. */
export function leakyExchange(input: ObservedInput = {}): ObservedAttempt {
  const basic = Buffer.from(`client:${canaries.basicPassword}`).toString("base64");
  return observedAttempt({
    method: "POST",
    path: `/controllers/${canaries.pathToken}/assign?token=${encodeURIComponent(canaries.queryToken)}&foo=${canaries.unknownQuery}&limit=5&place_id=${encodeURIComponent(canaries.key)}`,
    requestHeaders: [
      ...["Authorization", `KISI-LOGIN ${canaries.key}, Basic ${basic}`, "Cookie", `a=${canaries.cookie}; b=1`],
      ...[
        "X-Signature",
        `sha256=${canaries.signature}`,
        "X-Custom",
        canaries.custom,
        "User-Agent",
        `app (${canaries.key})`,
      ],
      ...["Content-Type", "application/json", "X-Request-Id", canaries.custom, "Accept", everything],
    ],
    requestBody: {
      user: { email: "c4nary@example.com", password: canaries.password, otp_attempt: Number(canaries.otp) },
      note: `Bearer ${canaries.key}`,
      nested: JSON.stringify({ backup_codes: [canaries.backup] }),
      url: `https://example.com/kisi/t/${canaries.gateway}/locks`,
      echo: [everything, ...encoded],
    },
    responseHeaders: [
      ...["Content-Type", `application/json; x=${canaries.key}`, "Set-Cookie", `sid=${answered.setCookie}; Path=/`],
      ...["X-Request-Id", canaries.stored, "Sunset", everything, "Deprecation", canaries.key, "Location", everything],
      ...[`X-${canaries.key}`, "1"],
    ],
    responseBody: {
      code: canaries.key,
      error: `Wrong: ${everything}`,
      errors: { email: [everything], [canaries.key]: ["is taken"], password: [`${answered.secret} is weak`] },
      login: { secret: answered.secret, scram_credentials: { salt: answered.secret } },
      echo: encoded,
      [everything]: { deep: [[[everything]]] },
      also: `${answered.secret} ${answered.setCookie}`,
    },
    ...input,
  });
}

/** Fails if a text holds a canary, whole or in part, in clear or in any usual spelling. */
export function expectNoCanary(text: string): void {
  const folded = text.toLowerCase();
  expect(folded).not.toContain("c4nar");
  for (const secret of Object.values({ ...canaries, ...answered })) {
    for (const spelling of spellingsOf(secret)) expect(folded).not.toContain(spelling.toLowerCase());
  }
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString("base64");
  // The invariant part of base64 at any alignment: all but its first and last three bytes.
  const cores = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .slice(4, -4),
  );
  return [secret, encodeURIComponent(secret), base64, bytes.toString("base64url"), bytes.toString("hex"), ...cores];
}

/** A row as text, its strings both escaped and as they are. */
export function textOf(attempt: Attempt): string {
  return [JSON.stringify(attempt), ...stringsIn(attempt)].join("\n");
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
