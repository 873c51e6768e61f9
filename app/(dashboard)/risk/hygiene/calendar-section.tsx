import Link from "next/link";
import { Last4 } from "#components/ui/last4";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatCount, formatNumber } from "#lib/format";
import type { Sunset } from "#lib/hygiene/sunset-calendar";
import { formatDate } from "#lib/time/format-time";
import { dueWords } from "./hygiene-sentence";

type CalendarSectionProps = {
  sunsets: readonly Sunset[];
  names: ReadonlyMap<string, string>;
  timeZone: string;
  nowMs: number;
};

const callersShown = 5;

/** Operations that will end and are still called: by when to be done, what to call instead, and who calls them. */
export function CalendarSection({ sunsets, names, timeZone, nowMs }: CalendarSectionProps) {
  return (
    <Section
      flush
      title="Calendar of deprecated operations"
      note="Called in the last 30 days, by the date after which Kisi may take them away."
    >
      {sunsets.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          None: no answer said Deprecation or Sunset, and nothing was called that Kisi lists as deprecated.
        </p>
      ) : (
        <Table label="Calendar of deprecated operations" stacks>
          <TableHead>
            <tr>
              <TableHeader>Fix by</TableHeader>
              <TableHeader className="w-full">Operation</TableHeader>
              <TableHeader numeric>Calls</TableHeader>
              <TableHeader>Called by</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {sunsets.map((sunset) => (
              <TableRow key={sunset.route}>
                <TableCell label="Fix by" className="py-2 align-top">
                  <FixBy sunset={sunset} timeZone={timeZone} nowMs={nowMs} />
                </TableCell>
                <TableCell className="order-first min-w-56 whitespace-normal py-2 align-top">
                  <Operation sunset={sunset} timeZone={timeZone} />
                </TableCell>
                <TableCell label="Calls" numeric className="py-2 align-top">
                  <Link
                    href={`/calls?last=30d&route=${encodeURIComponent(sunset.route)}`}
                    prefetch={false}
                    className="link"
                  >
                    {formatNumber(sunset.calls)}
                  </Link>
                </TableCell>
                <TableCell label="Called by" className="col-span-full py-2 align-top">
                  <Callers callers={sunset.callers} names={names} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function FixBy({ sunset: { fixByMs, sunset }, timeZone, nowMs }: { sunset: Sunset; timeZone: string; nowMs: number }) {
  if (fixByMs === null) return <span className="text-ink-3">{sunset ?? "no date told"}</span>;
  return (
    <>
      <time dateTime={new Date(fixByMs).toISOString()} className={fixByMs <= nowMs ? "text-danger" : "font-medium"}>
        {formatDate(fixByMs, timeZone)}
      </time>
      <span className="block text-ink-3 text-xs">{dueWords(fixByMs, nowMs)}</span>
    </>
  );
}

function Operation({ sunset, timeZone }: { sunset: Sunset; timeZone: string }) {
  const { route, deprecation, isListed, replacement } = sunset;
  const since = deprecation === null ? Number.NaN : Date.parse(deprecation);
  const said = Number.isNaN(since) ? deprecation : `deprecated since ${formatDate(since, timeZone)}`;
  return (
    <>
      <span className="font-mono text-xs">{route}</span>
      <span className="block text-ink-3 text-xs">
        {said === null ? null : `Its answers say ${said}.`} {isListed ? "Kisi lists it as deprecated." : null}{" "}
        {replacement ? (
          <>
            Call <span className="font-mono">{replacement}</span> instead.
          </>
        ) : null}
      </span>
    </>
  );
}

function Callers({ callers, names }: Pick<Sunset, "callers"> & Pick<CalendarSectionProps, "names">) {
  const more = callers.length - callersShown;
  return (
    <ul className="grid gap-1">
      {callers.slice(0, callersShown).map(({ integration, credential, credentialLast4, calls, lastCallId }) => (
        <li key={`${integration} ${credential}`}>
          {integration === null ? "no integration" : (names.get(integration) ?? integration)},{" "}
          {credential === null ? "no key" : <Last4 last4={credentialLast4} />}: {formatCount(calls, "call")},{" "}
          <Link href={`/calls/${encodeURIComponent(lastCallId)}`} prefetch={false} className="link">
            the latest
          </Link>
        </li>
      ))}
      {more > 0 ? <li className="text-ink-3">and {formatCount(more, "other")}</li> : null}
    </ul>
  );
}
