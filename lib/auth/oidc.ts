import type { Configuration } from "openid-client";
import { z } from "zod";
import { AppError } from "#lib/errors";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { Clock } from "#lib/time/clock";

/** The provider of an organisation's own accounts, as the environment names it. */
export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** Where the provider sends the browser back to. */
export const oidcCallbackPath = "/login/oidc/callback";

/** Signing in with accounts of another house (OpenID Connect, code flow with PKCE). */
export type Oidc = {
  /** The provider's host, for the button. */
  readonly name: string;
  /** Where to send the browser, and what it carries there and back. Throws `unavailable` if the provider does not answer. */
  readonly start: (next: string) => Promise<{ readonly url: string; readonly carried: string }>;
  /**
   * Whose account it is, by an e-mail that the provider has verified, from the path and query that the browser came
   * back with. Throws `forbidden` for an answer that does not belong to this browser, was changed, is too old or
   * vouches for no e-mail; `unavailable` if the provider does not answer.
   */
  readonly finish: (
    path: string,
    carried: string | undefined,
  ) => Promise<{ readonly email: string; readonly next: string }>;
};

type Options = {
  readonly settings: OidcSettings;
  readonly publicUrl: string;
  readonly cookieBox: SecretBox;
  readonly clock: Pick<Clock, "now">;
};

/** So long a visit to the provider may take. */
export const visitMs = 10 * 60_000;
const timeoutSeconds = 5;
const place = "cookie:oidc";
const carriedSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  untilMs: z.int(),
});
const claimsSchema = z.object({ email: z.email(), email_verified: z.literal(true) });

/** Asks the provider for nothing until somebody wants to sign in with it, so that it can hinder no start. */
export function createOidc({ settings, publicUrl, cookieBox, clock }: Options): Oidc {
  const readConfiguration = createDiscovery(settings);
  return {
    name: new URL(settings.issuer).host,
    async start(next) {
      const client = await import("openid-client");
      const configuration = await readConfiguration();
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: `${publicUrl}${oidcCallbackPath}`,
        scope: "openid email",
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      const carried = { state, nonce, verifier, next, untilMs: clock.now() + visitMs };
      return { url: url.href, carried: cookieBox.seal(JSON.stringify(carried), place) };
    },
    async finish(path, carried) {
      const client = await import("openid-client");
      const { state, nonce, verifier, next, untilMs } = openCarried(cookieBox, carried);
      if (clock.now() >= untilMs) throw refused("Signing in took too long. Begin again.");
      const configuration = await readConfiguration();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await client
        .authorizationCodeGrant(configuration, new URL(path, publicUrl), checks)
        .catch((cause: unknown) => {
          throw explain(cause);
        });
      const claims = claimsSchema.safeParse(tokens.claims());
      if (claims.success) return { email: claims.data.email, next };
      throw refused(
        `${new URL(settings.issuer).host} vouches for no e-mail of yours, so Ajar cannot tell who you are.`,
      );
    },
  };
}

/** What the provider says of itself: asked for once, and again after a failure. */
function createDiscovery({ issuer, clientId, clientSecret }: OidcSettings): () => Promise<Configuration> {
  let asked: Promise<Configuration> | undefined;
  const discover = async () => {
    const client = await import("openid-client");
    // Without it the library trusts the connection alone for what a token says.
    const execute = [client.enableNonRepudiationChecks];
    // Plain http is for loopback alone, which the environment's check sees to.
    if (new URL(issuer).protocol === "http:") execute.push(client.allowInsecureRequests);
    return client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: timeoutSeconds });
  };
  return () => {
    asked ??= discover().catch((cause: unknown) => {
      asked = undefined;
      throw unreachable(cause);
    });
    return asked;
  };
}

function openCarried(box: SecretBox, carried: string | undefined): z.infer<typeof carriedSchema> {
  try {
    return carriedSchema.parse(JSON.parse(box.open(carried ?? "", place)));
  } catch (cause) {
    throw refused("This browser did not begin to sign in here, or too long ago. Begin again.", cause);
  }
}

/** What the provider or the network did, in words; an answer that does not fit is refused, whatever is wrong with it. */
function explain(cause: unknown): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const isNetwork = cause instanceof TypeError || code === "OAUTH_TIMEOUT";
  if (isNetwork && !code.startsWith("OAUTH_INVALID")) return unreachable(cause);
  return refused("The provider's answer was not accepted. Begin again.", cause);
}

function refused(words: string, cause?: unknown): AppError {
  return new AppError("forbidden", words, { cause });
}

function unreachable(cause: unknown): AppError {
  return new AppError("unavailable", "The provider does not answer. Sign in with your password instead.", { cause });
}
