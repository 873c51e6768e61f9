import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { requireSession } from "#lib/auth/gate";
import type { AuditEntry } from "#lib/model/audit";
import { readLocalTimeZone } from "../../range-view";
import { wordsForAction } from "./action-words";

export const metadata: Metadata = { title: "Audit log" };

const pageSize = 100;

type AuditPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const { app } = await requireSession("write");
  const before = Number([(await searchParams).before].flat()[0]);
  const beforeId = Number.isSafeInteger(before) && before > 0 ? before : null;
  const [entries, timeZone] = await Promise.all([
    app.store.listAudit({ beforeId, limit: pageSize }),
    readLocalTimeZone(),
  ]);
  const last = entries.at(-1);
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Audit log"
        actions={["csv", "json", "ndjson"].map((format) => (
          <Button key={format} asChild>
            <a href={`/api/v1/audit/audit.${format}`} download>
              {format.toUpperCase()}
            </a>
          </Button>
        ))}
      >
        Who did what to this Ajar, and from where. Nothing here is ever changed or removed.
      </PageHeader>
      <Section title={beforeId === null ? "Newest" : "Older"} flush>
        {last ? (
          <Entries entries={entries} timeZone={timeZone} nowMs={app.clock.now()} />
        ) : (
          <EmptyState title="Nothing was done yet">
            Sign-ins, keys, tokens, people and settings will stand here.
          </EmptyState>
        )}
        {last && entries.length === pageSize ? (
          <nav aria-label="Pages" className="flex justify-end border-t px-4 py-2">
            <Button asChild>
              <Link href={`/settings/audit?before=${last.id}`}>Older</Link>
            </Button>
          </nav>
        ) : null}
      </Section>
    </div>
  );
}

type EntriesProps = {
  readonly entries: readonly AuditEntry[];
  readonly timeZone: string;
  readonly nowMs: number;
};

function Entries({ entries, timeZone, nowMs }: EntriesProps) {
  return (
    <Table label="Audit log, newest first" stacks>
      <TableHead>
        <tr>
          <TableHeader>When</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader className="w-full">What</TableHeader>
          <TableHeader>From</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {entries.map(({ id, atMs, actor, address, action, target }) => (
          <TableRow key={id}>
            <TableCell className="order-1 col-span-2 py-2">
              <Time ms={atMs} timeZone={timeZone} nowMs={nowMs} />
            </TableCell>
            <TableCell className="max-w-48 truncate" title={actor}>
              {actor}
            </TableCell>
            <TableCell className="order-first">
              {wordsForAction(action)}
              {target ? <span className="block break-all font-mono text-ink-3 text-xs">{target}</span> : null}
            </TableCell>
            <TableCell className="order-1 col-auto text-ink-3">{address ?? "–"}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
