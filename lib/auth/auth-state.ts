import { createTokenVerifier, type VerifyToken } from "#lib/auth/api-token";
import { createLoginLimits, type LoginLimits } from "#lib/auth/login-limits";
import { createSetUpCode, type SetUpCode } from "#lib/auth/set-up";
import type { SignInStore } from "#lib/store/sign-in-store";
import type { AccountStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** What the gate shares in one process. */
export type AuthState = {
  readonly setUpCode: SetUpCode;
  readonly loginLimits: LoginLimits;
  readonly verifyToken: VerifyToken;
};

type Options = {
  readonly store: AccountStore & SignInStore;
  readonly clock: Pick<Clock, "now">;
  /** AJAR_API_TOKEN */
  readonly apiToken: string | null;
};

/** Draws the set-up code: made once a start. */
export function createAuthState({ store, clock, apiToken }: Options): AuthState {
  return {
    setUpCode: createSetUpCode(clock.now()),
    loginLimits: createLoginLimits({ store, clock }),
    verifyToken: createTokenVerifier(store, apiToken),
  };
}
