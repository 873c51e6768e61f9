import Link from "next/link";
import type { ReactNode } from "react";
import { callsWithinHref } from "#components/charts/calls-href.ts";
import { Last4 } from "#components/ui/last4";
import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { RefusedKey } from "#lib/model/suspension";
import type { App } from "#lib/server/app";
import type { RangeSearch } from "#lib/time/range-search";
import { refusalWords, suspicionSentence } from "./suspension-words";

type Frame = { nowMs: number; timeZone: string; tz: RangeSearch["tz"] };
type SuspensionSectionProps = Frame & { app: Pick<App, "suspension" | "integrations"> };

/** What speaks for a suspension, key by key; or which keys are refused without one. Nothing while all keys work. */
export function SuspensionSection({ app, ...frame }: SuspensionSectionProps) {
  const suspected = app.suspension.current();
  const refused = app.suspension.refusedKeys();
  if (suspected === null && refused.length === 0) return null;
  return (
    <div id="suspension" className="grid gap-5">
      {suspected === null ? null : (
        <Section flush title="You may be suspended" className="border-danger/40">
          <div className="grid gap-3 px-4 pb-4">
            <Notice tone="danger">
              <p>{suspicionSentence(suspected)}</p>
              <p>
                Kisi documents no answer for a suspension, so this is a guess from how it answers. It ends by itself
                with the first success. Until then nothing is retried with{" "}
                {suspected.keys.length === 1 ? "this key" : "these keys"}, and nothing is sent that would have to wait;
                doors are still moved.
              </p>
            </Notice>
            <p className="text-ink-2">
              Look at{" "}
              <Link className="link" href={callsSince(suspected.sinceMs, frame, suspected.keys)}>
                the calls of that time
              </Link>{" "}
              and what failed before it. If several keys are refused and nobody changed them, mend what was wrong and{" "}
              <Link className="link" href={reportSince(suspected.sinceMs, frame)} prefetch={false}>
                write the report to Kisi Support
              </Link>
              .
            </p>
          </div>
          <KeyTable label="Keys that seem to be suspended" keys={suspected.keys} app={app} {...frame} />
        </Section>
      )}
      {refused.length === 0 ? null : (
        <Section
          flush
          title="Keys that are refused"
          note="They worked, and now get nothing but refusals, while others work: revoked, or their owner lost a right."
        >
          <KeyTable label="Keys that are refused" keys={refused} app={app} {...frame} />
        </Section>
      )}
    </div>
  );
}

type KeyTableProps = SuspensionSectionProps & { label: string; keys: readonly RefusedKey[] };

function KeyTable({ label, keys, app, ...frame }: KeyTableProps) {
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <TableHeader>Key</TableHeader>
          <TableHeader className="w-full">Answered since</TableHeader>
          <TableHeader className="max-sm:hidden">Kisi's words</TableHeader>
          <TableHeader>Last success</TableHeader>
          <TableHeader>Refused since</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <KeyRow key={key.credential} refused={key} app={app} {...frame} />
        ))}
      </TableBody>
    </Table>
  );
}

function KeyRow({ refused, app, ...frame }: SuspensionSectionProps & { refused: RefusedKey }) {
  const { credential, last4, integration, routes, errorMessage, errorCode } = refused;
  return (
    <TableRow>
      <TableCell className="py-1.5">
        <Link className="link" href={callsSince(refused.refusedSinceMs, frame, [refused])}>
          <Last4 last4={last4} />
        </Link>
        <span className="block font-mono text-ink-3 text-xs">{credential}</span>
        {integration === null ? null : (
          <span className="block text-ink-3 text-xs">{app.integrations.nameOf(integration)}</span>
        )}
      </TableCell>
      <TableCell className="py-1.5">
        {refusalWords(refused)}
        <span className="block max-w-[48ch] truncate font-mono text-ink-3 text-xs" title={routes.join("\n")}>
          {routes.join(", ")}
        </span>
      </TableCell>
      <TableCell className="max-w-[32ch] text-ink-2 max-sm:hidden">{wordsOf(errorMessage, errorCode)}</TableCell>
      <TableCell className="whitespace-nowrap text-ink-2">
        <Time ms={refused.lastSuccessAtMs} timeZone={frame.timeZone} nowMs={frame.nowMs} precision="min" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2">
        <Time ms={refused.refusedSinceMs} timeZone={frame.timeZone} nowMs={frame.nowMs} precision="min" />
      </TableCell>
    </TableRow>
  );
}

function wordsOf(message: string | null, code: string | null): ReactNode {
  if (message === null && code === null) return <span className="text-ink-3">none</span>;
  return (
    <>
      {message} {code ? <span className="font-mono text-xs">{code}</span> : null}
    </>
  );
}

/** So that the last successes are there, too. */
const beforeMs = 600_000;
/** What may have led to it. */
const reportedMs = 86_400_000;

function callsSince(sinceMs: number, frame: Frame, keys: readonly RefusedKey[]): string {
  return callsFrom(sinceMs - beforeMs, frame, { credential: keys.map(({ credential }) => credential) });
}

function reportSince(sinceMs: number, frame: Frame): string {
  return callsFrom(sinceMs - reportedMs, frame, {}).replace(/^\/calls/, "/reports/new");
}

function callsFrom(ms: number, { nowMs, tz }: Frame, filter: Parameters<typeof callsWithinHref>[2]): string {
  const fromMs = Math.floor(ms / 1_000) * 1_000;
  const toMs = Math.ceil((nowMs + 1) / 1_000) * 1_000;
  return callsWithinHref({ fromMs, toMs }, { tz }, filter);
}
