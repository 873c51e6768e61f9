import { randomBytes, timingSafeEqual } from "node:crypto";
import { parseEmail } from "#lib/auth/email";
import { hashPassword } from "#lib/auth/password";
import { checkNewPassword } from "#lib/auth/password-rules";
import { AppError } from "#lib/errors";
import type { AccountStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** The right to become the owner: lives in the memory of one process, for half an hour from its start. */
export type SetUpCode = { readonly code: string; readonly expiresAtMs: number };

export const setUpCodeMs = 30 * 60_000;

/** Draws a code of 128 random bits. */
export function createSetUpCode(nowMs: number): SetUpCode {
  return { code: randomBytes(16).toString("base64url"), expiresAtMs: nowMs + setUpCodeMs };
}

/** The link that the server prints until an owner exists. */
export function setUpLink(baseUrl: string, { code }: SetUpCode): string {
  return new URL(`/set-up?code=${code}`, baseUrl).href;
}

export type SetUpCodeState = "good" | "missing" | "wrong" | "expired";

/** What a visitor's code is worth. A wrong one stays wrong after the right one has expired: nothing is told of it. */
export function judgeSetUpCode(setUp: SetUpCode, given: string | undefined, nowMs: number): SetUpCodeState {
  if (given === undefined || given === "") return "missing";
  const expected = Buffer.from(setUp.code);
  const offered = Buffer.from(given);
  if (offered.length !== expected.length || !timingSafeEqual(offered, expected)) return "wrong";
  return nowMs < setUp.expiresAtMs ? "good" : "expired";
}

type ClaimDeps = {
  readonly store: Pick<AccountStore, "claimOwner" | "hasOwner" | "findAccount">;
  readonly clock: Pick<Clock, "now">;
  readonly setUpCode: SetUpCode;
};

type Claim = { readonly email: string; readonly password: string; readonly code: string | undefined };

/**
 * Makes the visitor with the code the owner and returns the account's id. However many claim at once, one wins.
 * Throws `not_found` once there is an owner, `forbidden` without a good code, `bad_input` for what was typed.
 */
export async function claimOwner({ store, clock, setUpCode }: ClaimDeps, claim: Claim): Promise<number> {
  if (await store.hasOwner()) throw taken();
  const state = judgeSetUpCode(setUpCode, claim.code, clock.now());
  if (state !== "good") throw new AppError("forbidden", setUpCodeWords[state]);
  const email = parseEmail(claim.email);
  checkNewPassword(claim.password, email);
  const won = await store.claimOwner(email, await hashPassword(claim.password), clock.now());
  const owner = won ? await store.findAccount(email) : undefined;
  if (owner === undefined) throw taken();
  return owner.id;
}

export const setUpCodeWords: Readonly<Record<Exclude<SetUpCodeState, "good">, string>> = {
  missing: "Open the set-up link that the server printed when it started; it carries a one-time code.",
  wrong: "This link belongs to another start of the server. Use the one that it printed last.",
  expired: "This link was good for 30 minutes. Restart the server: it prints a new one.",
};

function taken(): AppError {
  return new AppError("not_found", "This installation already has an owner. Sign in instead.");
}
