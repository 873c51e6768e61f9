import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Last4 } from "#components/ui/last4";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { describeHold } from "#lib/outbound/hold-words";
import type { ShownHold } from "./read-holds";
import { ReleaseHold } from "./release-hold";

type Frame = { timeZone: string; nowMs: number };
type HoldSectionProps = Frame & { holds: readonly ShownHold[] };

const ruleNames = { call: "one call", credential: "one key", suspension: "a suspicion" } as const;

/** What the guard holds now, or would hold if it were enforced. */
export function HoldSection({ holds, ...frame }: HoldSectionProps) {
  return (
    <Section
      flush
      title="Refused again and again"
      note="With every expiry one call is let through to try; its success ends the hold. A corrected call is another call, and is sent at once."
    >
      {holds.length === 0 ? (
        <EmptyState className="py-8" title="Nothing">
          No call is being refused again and again.
        </EmptyState>
      ) : (
        <Table label="Holds of the guard">
          <TableHead>
            <tr>
              <TableHeader className="w-full">What</TableHeader>
              <TableHeader className="max-sm:hidden">Key</TableHeader>
              <TableHeader className="max-sm:hidden">Integration</TableHeader>
              <TableHeader>State</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {holds.map((hold) => (
              <HoldRow key={hold.id} hold={hold} {...frame} />
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function HoldRow({ hold, timeZone, nowMs }: Frame & { hold: ShownHold }) {
  return (
    <TableRow>
      <TableCell className="min-w-40 whitespace-normal py-1.5">
        <span className="flex flex-wrap items-center gap-x-2">
          <Badge tone={hold.rule === "call" ? "neutral" : "caution"}>{ruleNames[hold.rule]}</Badge>
          <Link className="link wrap-anywhere font-mono text-xs" href={`/calls/${hold.lastCallId}`}>
            {hold.rule === "call" ? (hold.asked ?? "the last call") : "the last call"}
          </Link>
        </span>
        <span className="block text-ink-2 text-xs">{describeHold(hold)}</span>
      </TableCell>
      <TableCell className="max-sm:hidden">
        {hold.credential === null ? <span className="text-ink-3">none</span> : <Last4 last4={hold.last4} />}
      </TableCell>
      <TableCell className="max-sm:hidden">
        {hold.integrationName ?? <span className="text-ink-3">none</span>}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <div className="flex flex-col items-start gap-x-6 gap-y-1.5 py-1 sm:flex-row sm:items-center sm:justify-between">
          <span>
            {hold.isEnforced ? "held" : "only watched"}
            <span className="block text-ink-3 text-xs">
              until <Time ms={hold.untilMs} timeZone={timeZone} nowMs={nowMs} />
            </span>
          </span>
          <ReleaseHold id={hold.id} />
        </div>
      </TableCell>
    </TableRow>
  );
}
