import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Claims = Readonly<Record<string, unknown>>;

/** What the provider says at its next answer; what is not given is as it should be. */
export type ProviderAnswer = { claims?: Claims; signedByOther?: boolean };

export type FakeProvider = {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  readonly answer: ProviderAnswer;
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  /** What a browser that signs in there is sent back to. */
  readonly visit: (authorizationUrl: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/** An OpenID provider on loopback that lets everybody in as ann@example.com, for tests. It checks PKCE and the client. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const [keys, otherKeys] = [rsa(), rsa()];
  const client = { clientId: "ajar", clientSecret: "the client's secret" };
  const answer: ProviderAnswer = {};
  const asked = new Map<string, number>();
  const codes = new Map<string, URLSearchParams>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    asked.set(url.pathname, (asked.get(url.pathname) ?? 0) + 1);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (url.pathname === "/.well-known/openid-configuration") send(200, describeProvider(issuer));
    else if (url.pathname === "/jwks") {
      send(200, { keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] });
    } else if (url.pathname === "/authorize") {
      const code = randomUUID();
      codes.set(code, url.searchParams);
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({ code, state: url.searchParams.get("state") ?? "", iss: issuer }).toString();
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === "/token") {
      void answerToken(request).then((body) => send("error" in body ? 400 : 200, body));
    } else send(404, {});
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answerToken(request: IncomingMessage): Promise<Claims> {
    const form = new URLSearchParams(await text(request));
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isClient = form.get("client_secret") === client.clientSecret;
    if (!asked || !isClient || asked.get("code_challenge") !== challenge) return { error: "invalid_grant" };
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      ...{ iss: issuer, aud: client.clientId, sub: "1", iat: now, exp: now + 60, nonce: asked.get("nonce") },
      ...{ email: "ann@example.com", email_verified: true, ...answer.claims },
    };
    const key = answer.signedByOther ? otherKeys.privateKey : keys.privateKey;
    const [head, body] = [{ alg: "RS256", kid: "1" }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    const signature = sign("sha256", Buffer.from(`${head}.${body}`), key).toString("base64url");
    return { access_token: "access", token_type: "Bearer", id_token: `${head}.${body}.${signature}` };
  }

  return {
    issuer,
    client,
    answer,
    asked,
    async visit(authorizationUrl) {
      const back = await fetch(authorizationUrl, { redirect: "manual" });
      return back.headers.get("location") ?? "";
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function describeProvider(issuer: string): Claims {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
  };
}
