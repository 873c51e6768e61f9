import { createTokenVerifier, type VerifyToken } from "#lib/auth/api-token";
import type { InstallationKeys } from "#lib/auth/installation-keys";
import { createLoginLimits, type LoginLimits } from "#lib/auth/login-limits";
import { createOidc, type Oidc, type OidcSettings } from "#lib/auth/oidc";
import { createSetUpCode, type SetUpCode } from "#lib/auth/set-up";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { SignInStore } from "#lib/store/sign-in-store";
import type { AccountStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** What the gate shares in one process. */
export type AuthState = {
  readonly setUpCode: SetUpCode;
  readonly loginLimits: LoginLimits;
  readonly verifyToken: VerifyToken;
  /** Seals what is kept of second factors. */
  readonly box: SecretBox;
  /** Seals what a browser carries from one step of signing in to the next. */
  readonly cookieBox: SecretBox;
  /** Null where the environment names no provider. */
  readonly oidc: Oidc | null;
};

type Options = {
  readonly store: AccountStore & SignInStore;
  readonly clock: Pick<Clock, "now">;
  readonly keys: Pick<InstallationKeys, "box" | "cookieBox">;
  /** AJAR_OIDC_ISSUER and what belongs to it. */
  readonly oidc: OidcSettings | null;
  readonly publicUrl: string;
  /** AJAR_API_TOKEN */
  readonly apiToken: string | null;
};

/** Draws the set-up code: made once a start. */
export function createAuthState({ store, clock, keys, oidc, publicUrl, apiToken }: Options): AuthState {
  return {
    setUpCode: createSetUpCode(clock.now()),
    loginLimits: createLoginLimits({ store, clock }),
    verifyToken: createTokenVerifier(store, apiToken),
    box: keys.box,
    cookieBox: keys.cookieBox,
    oidc: oidc && createOidc({ settings: oidc, publicUrl, cookieBox: keys.cookieBox, clock }),
  };
}
