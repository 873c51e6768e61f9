import { z } from "zod";
import { AppError } from "#lib/errors";
import { issueWords } from "#lib/model/issue-words";

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

const isSet = (value: string | undefined) => value !== undefined;

const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");

/** What is no URL is not looked at any further. */
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL", abort: true });

const issuerUrl = httpUrl.refine(
  (text) => new URL(text).protocol === "https:" || loopbackHosts.has(new URL(text).hostname),
  { error: "must be https; plain http only for a loopback host" },
);

const upstreamUrl = httpUrl
  .refine((text) => new URL(text).protocol === "https:" || loopbackHosts.has(new URL(text).hostname), {
    error: "must be https; plain http only for a loopback host",
  })
  .refine((text) => new URL(text).href === `${new URL(text).origin}/`, { error: "must be an origin without a path" })
  .transform((text) => new URL(text).origin);

const schema = z
  .object({
    HOST: z.string().default("127.0.0.1"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
    AJAR_DATA_DIR: z.string().default("./data"),
    AJAR_SECRET: z.string().optional(),
    AJAR_NEW_SECRET: z.string().optional(),
    AJAR_ADMIN_EMAIL: z.email().optional(),
    AJAR_ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
    AJAR_API_TOKEN: z.string().min(24, "must have at least 24 characters").optional(),
    AJAR_GATEWAY_TOKEN: z.string().min(24, "must have at least 24 characters").optional(),
    AJAR_ALLOWED_HOSTS: z.string().optional(),
    AJAR_TRUST_PROXY: flag.default(false),
    AJAR_PUBLIC_URL: httpUrl.transform((text) => new URL(text).origin).optional(),
    AJAR_OIDC_ISSUER: issuerUrl.optional(),
    AJAR_OIDC_CLIENT_ID: z.string().optional(),
    AJAR_OIDC_CLIENT_SECRET: z.string().optional(),
    KISI_BASE_URL: upstreamUrl.default("https://api.kisi.io"),
    KISI_API_KEY: z
      .string()
      .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces")
      .optional(),
    KISI_INTEGRATION_IDENTIFIER: headerText().optional(),
    KISI_INTEGRATION_CONTACT: headerText().optional(),
    AJAR_RETENTION_DAYS: z.coerce.number().int().min(1).max(400).default(30),
    AJAR_ALLOW_PRIVATE_WEBHOOKS: flag.default(false),
    AJAR_HEARTBEAT_URL: httpUrl.optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp or smtps URL" }).optional(),
    SMTP_FROM: z
      .string()
      .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, "must be an address, or a name with an address in angle brackets")
      .optional(),
    AJAR_PACER: z.enum(["on", "off"]).default("on"),
    AJAR_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((env) => (env.SMTP_URL === undefined) === (env.SMTP_FROM === undefined), {
    path: ["SMTP_FROM"],
    error: "and SMTP_URL go together: set both or none",
  })
  .refine(
    (env) =>
      new Set([env.AJAR_OIDC_ISSUER, env.AJAR_OIDC_CLIENT_ID, env.AJAR_OIDC_CLIENT_SECRET].map(isSet)).size === 1,
    {
      path: ["AJAR_OIDC_ISSUER"],
      error: "AJAR_OIDC_CLIENT_ID and AJAR_OIDC_CLIENT_SECRET go together: set all three or none",
    },
  )
  .refine((env) => (env.AJAR_ADMIN_EMAIL === undefined) === (env.AJAR_ADMIN_PASSWORD === undefined), {
    path: ["AJAR_ADMIN_PASSWORD"],
    error: "and AJAR_ADMIN_EMAIL go together: set both or none",
  });

const examples: Readonly<Record<string, string>> = {
  HOST: "HOST=127.0.0.1",
  PORT: "PORT=3000",
  AJAR_DATA_DIR: "AJAR_DATA_DIR=./data",
  AJAR_SECRET: "AJAR_SECRET=$(openssl rand -base64 32)",
  AJAR_NEW_SECRET: "AJAR_NEW_SECRET=$(openssl rand -base64 32)",
  AJAR_ADMIN_EMAIL: "AJAR_ADMIN_EMAIL=you@example.com",
  AJAR_ADMIN_PASSWORD: "AJAR_ADMIN_PASSWORD='a long sentence of your own'",
  AJAR_API_TOKEN: "AJAR_API_TOKEN=$(openssl rand -hex 24)",
  AJAR_GATEWAY_TOKEN: "AJAR_GATEWAY_TOKEN=$(openssl rand -hex 24)",
  AJAR_ALLOWED_HOSTS: "AJAR_ALLOWED_HOSTS=ajar.example.com,10.0.0.5:3000",
  AJAR_TRUST_PROXY: "AJAR_TRUST_PROXY=true",
  AJAR_PUBLIC_URL: "AJAR_PUBLIC_URL=https://ajar.example.com",
  AJAR_OIDC_ISSUER: "AJAR_OIDC_ISSUER=https://login.example.com",
  AJAR_OIDC_CLIENT_ID: "AJAR_OIDC_CLIENT_ID=ajar",
  AJAR_OIDC_CLIENT_SECRET: "AJAR_OIDC_CLIENT_SECRET=…",
  KISI_BASE_URL: "KISI_BASE_URL=https://api.kisi.io",
  KISI_API_KEY: "KISI_API_KEY=0123456789abcdef0123456789abcdef",
  KISI_INTEGRATION_IDENTIFIER: "KISI_INTEGRATION_IDENTIFIER=acme-member-sync",
  KISI_INTEGRATION_CONTACT: "KISI_INTEGRATION_CONTACT=dev@example.com",
  AJAR_RETENTION_DAYS: "AJAR_RETENTION_DAYS=30",
  AJAR_ALLOW_PRIVATE_WEBHOOKS: "AJAR_ALLOW_PRIVATE_WEBHOOKS=true",
  AJAR_HEARTBEAT_URL: "AJAR_HEARTBEAT_URL=https://hc.example.com/ping/ajar",
  SMTP_URL: "SMTP_URL=smtps://user:password@mail.example.com",
  SMTP_FROM: "SMTP_FROM='Ajar <ajar@example.com>'",
  AJAR_PACER: "AJAR_PACER=off",
  AJAR_LOG_LEVEL: "AJAR_LOG_LEVEL=info",
};

/** The settings of a process, read once at start. */
export type Env = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly secret: string | null;
  /** What the secret is changed to by the command that does so; a server never looks at it. */
  readonly newSecret: string | null;
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly apiToken: string | null;
  readonly gatewayToken: string | null;
  readonly allowedHosts: readonly string[];
  readonly trustProxy: boolean;
  readonly publicUrl: string | null;
  /** The provider that people may sign in with. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
  readonly kisiBaseUrl: string;
  readonly kisiApiKey: string | null;
  readonly integrationIdentifier: string | null;
  readonly integrationContact: string | null;
  readonly retentionDays: number;
  /** Whether alert channels may reach loopback and private addresses. */
  readonly allowPrivateWebhooks: boolean;
  readonly heartbeatUrl: string | null;
  readonly mail: { readonly url: string; readonly from: string } | null;
  readonly pacer: boolean;
  readonly logLevel: string;
};

/**
 * Checks the environment. An empty variable counts as absent. Throws `bad_input` whose message names, a line each,
 * the variable, what is wrong with it, and an example; values are never repeated.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given, { error: issueWords });
  if (!parsed.success) throw badEnv(parsed.error);
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.AJAR_DATA_DIR,
    secret: env.AJAR_SECRET ?? null,
    newSecret: env.AJAR_NEW_SECRET ?? null,
    admin:
      env.AJAR_ADMIN_EMAIL && env.AJAR_ADMIN_PASSWORD
        ? { email: env.AJAR_ADMIN_EMAIL, password: env.AJAR_ADMIN_PASSWORD }
        : null,
    apiToken: env.AJAR_API_TOKEN ?? null,
    gatewayToken: env.AJAR_GATEWAY_TOKEN ?? null,
    allowedHosts: splitHosts(env.AJAR_ALLOWED_HOSTS),
    trustProxy: env.AJAR_TRUST_PROXY,
    publicUrl: env.AJAR_PUBLIC_URL ?? null,
    oidc: oidcOf(env.AJAR_OIDC_ISSUER, env.AJAR_OIDC_CLIENT_ID, env.AJAR_OIDC_CLIENT_SECRET),
    kisiBaseUrl: env.KISI_BASE_URL,
    kisiApiKey: env.KISI_API_KEY ?? null,
    integrationIdentifier: env.KISI_INTEGRATION_IDENTIFIER ?? null,
    integrationContact: env.KISI_INTEGRATION_CONTACT ?? null,
    retentionDays: env.AJAR_RETENTION_DAYS,
    allowPrivateWebhooks: env.AJAR_ALLOW_PRIVATE_WEBHOOKS,
    heartbeatUrl: env.AJAR_HEARTBEAT_URL ?? null,
    mail: env.SMTP_URL && env.SMTP_FROM ? { url: env.SMTP_URL, from: env.SMTP_FROM } : null,
    pacer: env.AJAR_PACER === "on",
    logLevel: env.AJAR_LOG_LEVEL,
  };
}

function oidcOf(
  issuer: string | undefined,
  clientId: string | undefined,
  clientSecret: string | undefined,
): Env["oidc"] {
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}

function headerText() {
  return z.string().regex(/^[\x20-\x7e]{1,200}$/, "must be 1 to 200 printable ASCII characters");
}

function splitHosts(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== "");
}

function badEnv(error: z.ZodError): AppError {
  const errors = error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "environment");
    const example = examples[name];
    return { path: name, message: `${issue.message}${example ? ` (for example ${example})` : ""}` };
  });
  return new AppError("bad_input", errors.map(({ path, message }) => `${path}: ${message}`).join("\n"), { errors });
}
