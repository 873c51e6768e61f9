import { formatDuration } from "#lib/format";
import type { Exchange } from "#lib/model/attempt";
import type { Report, ReportCall } from "#lib/model/report";
import type { Block, Section } from "#lib/reports/outline";
import { clock, plain } from "#lib/reports/outline-text";

/** The representative calls as one table, then each with what was sent and received. */
export function callsSection({ calls }: Report): Section {
  if (calls.length === 0) return { title: "Representative calls", blocks: [] };
  return {
    title: "Representative calls",
    blocks: [
      {
        kind: "paragraph",
        text: "Of each kind of failure the first, the last and the slowest call. The first of a kind is shown in full below. The wait is the time between the end of an attempt and the next one.",
      },
      {
        kind: "table",
        table: {
          label: "Attempts of these calls",
          columns: [
            { label: "Call" },
            { label: "Start (UTC)", mono: true },
            { label: "Request", mono: true, wide: true },
            { label: "Status" },
            { label: "Kisi code", mono: true },
            { label: "Latency", align: "right" },
            { label: "Attempt" },
            { label: "Wait", align: "right" },
          ],
          rows: calls.flatMap(attemptRows),
        },
      },
      ...calls.flatMap((call, index) => detailBlocks(call, index, isFirstOfKind(calls, index))),
    ],
  };
}

function attemptRows(call: ReportCall, index: number): string[][] {
  return call.attempts.map(({ attempt, startedAt, status, networkError, latencyMs, waitedMs }, n) => {
    const isLast = n === call.attempts.length - 1;
    return [
      n === 0 ? `${index + 1}` : "",
      startedAt.replace("T", " ").replace("Z", ""),
      n === 0 ? plain(`${call.method} ${call.path}`) : "",
      networkError === null ? String(status) : networkError.replaceAll("_", " "),
      isLast ? (call.errorCode ?? "–") : "",
      formatDuration(latencyMs),
      `${attempt} of ${call.attempts.length}`,
      n === 0 ? "–" : formatDuration(waitedMs),
    ];
  });
}

function detailBlocks(call: ReportCall, index: number, inFull: boolean): Block[] {
  const ids = call.requestIds.map(({ name, value }) => `${name}: ${value}`);
  const asked = call.attempts.flatMap(({ attempt, retryAfterMs }) =>
    retryAfterMs === null ? [] : [`after attempt ${attempt}: ${formatDuration(retryAfterMs)}`],
  );
  return [
    { kind: "heading", text: `Call ${index + 1}: ${plain(call.method)} ${plain(call.route.replace(/^\S+ /, ""))}` },
    {
      kind: "facts",
      rows: [
        { label: "Started", value: clock(call.startedAt) },
        {
          label: "Kisi says",
          value: plain([call.errorCode, call.errorMessage].filter(Boolean).join(" ") || "nothing"),
        },
        { label: "Request id", value: ids.join(", ") || "no header of the answer named one", mono: ids.length > 0 },
        { label: "Integration, key", value: `${call.integration ?? "none"}, ${call.credential ?? "none"}`, mono: true },
        ...(asked.length > 0 ? [{ label: "Retry-After", value: asked.join(", ") }] : []),
        { label: "Id at our side", value: call.callId, mono: true },
      ],
    },
    ...(inFull && call.exchange ? exchangeBlocks(call.exchange) : []),
    ...(inFull ? [{ kind: "code" as const, label: "To reproduce", text: call.curl }] : []),
  ];
}

/** Calls of one kind look alike, so one of them is shown in full; the JSON has all of them. */
function isFirstOfKind(calls: readonly ReportCall[], index: number): boolean {
  const kindOf = ({ route, status, errorCode }: ReportCall) => JSON.stringify([route, status, errorCode]);
  const kind = calls[index] && kindOf(calls[index]);
  return calls.findIndex((call) => kindOf(call) === kind) === index;
}

function exchangeBlocks(exchange: Exchange): Block[] {
  return [
    { kind: "code", label: "Sent", text: messageOf(exchange.requestHeaders, exchange.requestBody) },
    { kind: "code", label: "Received", text: messageOf(exchange.responseHeaders, exchange.responseBody) },
  ];
}

function messageOf(headers: Exchange["requestHeaders"], body: string | null): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return plain([lines.join("\n"), body ?? ""].filter(Boolean).join("\n\n")) || "nothing was kept";
}
