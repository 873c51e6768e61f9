import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { RowLink } from "#components/ui/row-link";
import { StatusMark } from "#components/ui/status-mark";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatCount, formatDuration } from "#lib/format";
import type { Call } from "#lib/model/call";

type CallsTableProps = {
  readonly calls: readonly Call[];
  readonly timeZone: string;
  readonly nowMs: number;
  /** What people call an integration today. */
  readonly integrationName: (id: string) => string;
  /** Keeps range and zone when a row is opened. */
  readonly hrefOf: (callId: string) => string;
};

/** A table where there is room, cards on a phone and a tablet. */
export function CallsTable(props: CallsTableProps) {
  return (
    <>
      <div className="hidden lg:block">
        <Rows {...props} />
      </div>
      <Cards {...props} />
    </>
  );
}

function Rows({ calls, timeZone, nowMs, integrationName, hrefOf }: CallsTableProps) {
  return (
    <Table label="Calls, newest first">
      <TableHead>
        <tr>
          <TableHeader>When</TableHeader>
          <TableHeader>Outcome</TableHeader>
          <TableHeader className="w-full">Request</TableHeader>
          <TableHeader>Kisi says</TableHeader>
          <TableHeader numeric>Attempts</TableHeader>
          <TableHeader numeric>Latency</TableHeader>
          <TableHeader className="max-xl:hidden">Sent by</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.callId}>
            <TableCell>
              <RowLink href={hrefOf(call.callId)}>
                <Time ms={call.startedAtMs} timeZone={timeZone} nowMs={nowMs} />
              </RowLink>
            </TableCell>
            <TableCell>
              <Ending call={call} />
            </TableCell>
            <TableCell mono className="min-w-40 max-w-0">
              <span className="block truncate" title={`${call.method} ${call.path}`}>
                <span className="text-ink-3">{call.method}</span> {call.path}
              </span>
            </TableCell>
            <TableCell className="max-w-48 truncate text-ink-2 xl:max-w-64" title={call.errorMessage ?? undefined}>
              <KisiWords call={call} />
            </TableCell>
            <TableCell numeric className={call.retries > 0 ? "font-medium" : "text-ink-3"}>
              {call.attempts}
            </TableCell>
            <TableCell numeric>{formatDuration(call.latencyMs)}</TableCell>
            <TableCell className="text-ink-2 max-xl:hidden">
              <Whose call={call} integrationName={integrationName} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Cards({ calls, timeZone, nowMs, integrationName, hrefOf }: CallsTableProps) {
  return (
    <ul className="divide-y divide-line lg:hidden">
      {calls.map((call) => (
        <li
          key={call.callId}
          className="relative grid grid-cols-[minmax(0,1fr)] gap-1 px-4 py-2.5 has-[a[data-row]]:hover:bg-paper-3"
        >
          <div className="flex items-center justify-between gap-3">
            <Ending call={call} />
            <span className="text-ink-3 text-xs">
              <Time ms={call.startedAtMs} timeZone={timeZone} nowMs={nowMs} />
            </span>
          </div>
          <RowLink href={hrefOf(call.callId)} className="min-w-0 break-all font-mono text-xs">
            <span className="text-ink-3">{call.method}</span> {call.path}
          </RowLink>
          <div className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
            <span>{formatDuration(call.latencyMs)}</span>
            {call.retries > 0 ? <span className="font-medium">{formatCount(call.attempts, "attempt")}</span> : null}
            <Whose call={call} integrationName={integrationName} />
            <span className="min-w-0 truncate">
              <KisiWords call={call} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How it ended and, in a list by any attempt, what it met before that. */
function Ending({ call }: { call: Call }) {
  const { met, status, outcome, attempts } = call;
  const healed = met !== undefined && (met.outcome !== outcome || met.status !== status);
  return (
    <span className="inline-flex items-center gap-x-1.5 whitespace-nowrap">
      <StatusMark {...call} compact={healed} />
      {healed ? (
        <span
          className="text-ink-3 text-xs"
          title={`Attempt ${met.attempt} of ${attempts}: ${outcomeLooks[met.outcome].word}`}
        >
          after <span className="font-mono">{met.status ?? outcomeLooks[met.outcome].code}</span>
        </span>
      ) : null}
    </span>
  );
}

/** Who sent it, which way, and with which key. */
function Whose({ call, integrationName }: Pick<CallsTableProps, "integrationName"> & { call: Call }) {
  const name = call.integration === null ? null : integrationName(call.integration);
  return (
    <span className="inline-flex max-w-56 gap-x-1.5 align-bottom">
      {name ? (
        <span className="truncate" title={name}>
          {name}
        </span>
      ) : null}
      <span className={name ? "text-ink-3" : undefined}>{call.source}</span>
      {call.credentialLast4 ? <span className="text-ink-3">…{call.credentialLast4}</span> : null}
    </span>
  );
}

function KisiWords({ call }: { call: Call }) {
  return (
    <>
      {call.errorCode ? <span className="font-mono text-xs">{call.errorCode} </span> : null}
      {call.errorMessage}
    </>
  );
}
