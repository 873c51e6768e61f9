import type { Attempt } from "#lib/model/attempt";
import { type ReportSpec, reportSpecSchema } from "#lib/model/report";
import { type ReportFormat, reportFormats } from "#lib/reports/report-formats";
import type { Reports } from "#lib/reports/reports";
import { sampleAttempt } from "#lib/store/sample-attempt";

// Traffic to report, and reports of it, for tests.

export const dayMs = 86_400_000;
export const fromMs = Date.UTC(2026, 0, 31);

/** The day from `fromMs` on, all of it. */
export function specOf(changes: Partial<ReportSpec> = {}): ReportSpec {
  return reportSpecSchema.parse({ fromMs, toMs: fromMs + dayMs, filter: {}, ...changes });
}

/** What reports know beside what is stored, two days later. */
export const surroundings = {
  clock: { now: () => fromMs + 2 * dayMs },
  integrations: () => [{ id: "sync", name: "Member sync", identifier: "acme-sync", contact: "dev@acme.example" }],
  readSender: async () => ({ organization: "Acme Łódź", contact: "Jana Novák", address: null }),
  version: "1.2.3",
  upstream: "https://api.kisi.io",
  breathe: async () => undefined,
  onError: (error: unknown) => {
    throw error;
  },
};

/** Gathers and issues a report; answers with its id. */
export async function issueReport(reports: Reports, spec: ReportSpec = specOf()): Promise<string> {
  const id = await reports.create(spec);
  await reports.gathered(id);
  await reports.issue(id, "jana@acme.example");
  return id;
}

export async function downloadBytes(reports: Reports, id: string, format: ReportFormat): Promise<Buffer> {
  const { body } = await reports.download(id, format);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(typeof piece === "string" ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces);
}

export async function downloadAll(reports: Reports, id: string): Promise<Readonly<Record<ReportFormat, Buffer>>> {
  const files = new Map<ReportFormat, Buffer>();
  for (const format of reportFormats) files.set(format, await downloadBytes(reports, id, format));
  return Object.fromEntries(files) as Record<ReportFormat, Buffer>;
}

/** A day of traffic: 1,203 attempts, some of which fail in four ways, one of them repeated after the wait asked for. */
export function sampleDay(): Attempt[] {
  return Array.from({ length: 1_200 }, (_, n) => attemptsOf(n)).flat();
}

function attemptsOf(n: number): Attempt[] {
  const startedAtMs = fromMs + n * 60_000;
  const shared = { startedAtMs, integration: "sync", credential: "k1a5b4c2", credentialLast4: "9f2c" };
  const unlock = { method: "POST", route: "POST /locks/{id}/unlock", path: "/locks/12/unlock" };
  if (n % 400 === 7) {
    const first = sampleAttempt({ ...shared, status: 429, outcome: "rate_limited", retryAfterMs: 2_000, call: null });
    const second = { ...shared, callId: first.callId, attempt: 2, startedAtMs: startedAtMs + 2_050, waitedMs: 2_000 };
    return [
      first,
      sampleAttempt({
        ...second,
        call: { startedAtMs, attempts: 2, latencyMs: 2_090, heldBackMs: 0, stopReason: null },
      }),
    ];
  }
  if (n % 100 === 50) {
    const answer = {
      status: 503,
      outcome: "server_error",
      errorCode: "fac001",
      errorMessage: '=out, of\n"order"',
    } as const;
    const exchange = {
      requestHeaders: [["accept", "application/json"]] as [string, string][],
      requestBody: '{"a":1}',
      requestBodyBytes: 7,
      responseHeaders: [["x-request-id", `req-${n}`]] as [string, string][],
      responseBody: "<script>alert(1)</script>",
      responseBodyBytes: 25,
    };
    return [sampleAttempt({ ...shared, ...unlock, ...answer, exchange })];
  }
  if (n % 150 === 3) return [sampleAttempt({ ...shared, status: 422, outcome: "client_error" })];
  return [sampleAttempt(shared)];
}
