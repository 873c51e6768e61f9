import { drawRecoveryCodes, hashOfRecoveryCode } from "#lib/auth/recovery-code";
import { drawTotpSecret, findTotpStep } from "#lib/auth/totp";
import { AppError } from "#lib/errors";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { SecondFactor, SecondFactorStore } from "#lib/store/second-factor-store";

type Deps = { readonly store: SecondFactorStore; readonly box: SecretBox; readonly nowMs: number };

/** So long an offer can be confirmed; then its secret has been on a screen for long enough. */
export const offerMs = 30 * 60_000;

/** Draws a secret for an app, in place of one that was never confirmed. Throws `conflict` if there is an app already. */
export async function offerApp({ store, box, nowMs }: Deps, accountId: number): Promise<void> {
  const sealed = box.seal(drawTotpSecret().toString("base64"), placeOf(accountId));
  if (await store.offerSecondFactor(accountId, { sealed, createdAtMs: nowMs })) return;
  throw new AppError("conflict", "An app is set up already. Remove it first.");
}

/** The secret that waits for its first code; null if none does. */
export async function findOffer({ store, box, nowMs }: Deps, accountId: number): Promise<Buffer | null> {
  const factor = await store.findSecondFactor(accountId);
  return factor && isOffer(factor, nowMs) ? open(box, factor, accountId) : null;
}

/**
 * Takes the first code of an app, from when on codes are asked for. Returns the recovery codes, which are in this answer
 * only. Throws `bad_input` for a wrong code, `not_found` if nothing waits for one.
 */
export async function confirmApp(deps: Deps, accountId: number, code: string): Promise<readonly string[]> {
  const { store, box, nowMs } = deps;
  const factor = await store.findSecondFactor(accountId);
  if (!factor || !isOffer(factor, nowMs)) throw noOffer();
  const step = findTotpStep(open(box, factor, accountId), code, nowMs, 0);
  if (step === null) {
    const message = "is not the one that the app shows now. If it keeps being wrong, look at the clock of the phone";
    throw new AppError("bad_input", "The code is wrong", { errors: [{ path: "code", message }] });
  }
  const codes = drawRecoveryCodes();
  const hashes = codes.flatMap((one) => hashOfRecoveryCode(one) ?? []);
  const confirmed = { sealed: factor.sealed, atMs: nowMs, step };
  if (!(await store.confirmSecondFactor(accountId, confirmed, hashes))) throw noOffer();
  return codes;
}

/** What the account's page shows. */
export async function readApp({ store }: Pick<Deps, "store">, accountId: number) {
  const factor = await store.findSecondFactor(accountId);
  if (!factor || factor.confirmedAtMs === null) return null;
  return { sinceMs: factor.confirmedAtMs, codesLeft: await store.countRecoveryCodes(accountId) };
}

/** True if signing in to the account takes a code. */
export async function needsCode({ store }: Pick<Deps, "store">, accountId: number): Promise<boolean> {
  return (await store.findSecondFactor(accountId))?.confirmedAtMs != null;
}

/** Uses a code up: one of the app, or a recovery code. Null if it is neither, or was used before. */
export async function spendCode(deps: Deps, accountId: number, code: string): Promise<"app" | "recovery" | null> {
  const { store, box, nowMs } = deps;
  const factor = await store.findSecondFactor(accountId);
  if (!factor || factor.confirmedAtMs === null) return null;
  const hash = hashOfRecoveryCode(code);
  if (hash !== null) return (await store.spendRecoveryCode(accountId, hash)) ? "recovery" : null;
  const step = findTotpStep(open(box, factor, accountId), code, nowMs, factor.lastStep);
  // The store decides: of two requests with one code, one comes in.
  return step !== null && (await store.spendStep(accountId, step)) ? "app" : null;
}

function isOffer({ createdAtMs, confirmedAtMs }: SecondFactor, nowMs: number): boolean {
  return confirmedAtMs === null && nowMs < createdAtMs + offerMs;
}

function open(box: SecretBox, { sealed }: SecondFactor, accountId: number): Buffer {
  return Buffer.from(box.open(sealed, placeOf(accountId)), "base64");
}

function placeOf(accountId: number): string {
  return `second_factors:${accountId}:sealed`;
}

function noOffer(): AppError {
  return new AppError("not_found", "Nothing waits for a code any more. Begin again.");
}
