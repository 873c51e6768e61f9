import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { Section } from "#components/ui/section";
import { StatusMark } from "#components/ui/status-mark";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatCount, formatDuration, formatNumber } from "#lib/format";
import type { CollectionRange } from "#lib/kisi/collection-range";
import { prepareWaterfall } from "../calls/prepare-waterfall";
import { Waterfall } from "../calls/waterfall";
import type { AnswerRows, ConsoleAnswer } from "./console-state";

/** What came back: status, time, attempts with their waits, the body, and the way to the logged call. */
export function Answer({ answer, pages, hold }: { answer: ConsoleAnswer; pages: ReactNode; hold: ReactNode }) {
  return (
    <Section
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusMark {...answer} />
          <span className="font-normal text-ink-2">{formatDuration(answer.latencyMs)}</span>
          {answer.logged && answer.outcome !== "blocked" ? (
            <span className="font-normal text-ink-2">{formatCount(answer.logged.call.attempts, "attempt")}</span>
          ) : null}
        </span>
      }
      note={answer.sentence}
      actions={
        <Button asChild size="sm">
          <Link href={`/calls/${answer.callId}`}>Open in the log</Link>
        </Button>
      }
    >
      <div className="grid gap-5">
        {hold}
        {answer.advice ? (
          <div className="grid max-w-[72ch] gap-1">
            <p>
              <span className="font-medium">{answer.advice.title}.</span> {answer.advice.meaning}
            </p>
            <p className="text-ink-2">{answer.advice.rule}</p>
          </div>
        ) : null}
        {answer.collectionRange ? <p className="text-ink-2">{describeCollection(answer.collectionRange)}</p> : null}
        {answer.rows ? <Rows operationId={answer.operationId} rows={answer.rows} /> : null}
        {pages}
        {answer.bodyNote === null ? null : <p className="text-ink-3">{answer.bodyNote}</p>}
        {answer.bodyText === null ? null : (
          <details open={answer.rows === null}>
            <summary className="mb-2 w-fit text-ink-2 text-xs hover:text-ink">Body, secrets hidden</summary>
            <CodeBlock what="answer body" code={answer.bodyText} />
          </details>
        )}
        {answer.headers.length > 0 ? (
          <details>
            <summary className="mb-2 w-fit text-ink-2 text-xs hover:text-ink">Headers</summary>
            <CodeBlock
              what="answer headers"
              code={answer.headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
              wrap
            />
          </details>
        ) : null}
        {answer.logged && answer.logged.call.attempts > 0 ? (
          <section className="grid gap-2">
            <h3 className="font-medium text-xs">Attempts</h3>
            <Waterfall
              rows={prepareWaterfall(answer.logged.call, answer.logged.attempts)}
              timeZone={answer.timeZone}
              stopReason={answer.logged.call.stopReason}
            />
          </section>
        ) : null}
      </div>
    </Section>
  );
}

/** Kisi's range is the one that was asked for, so its end may lie past the total. */
function describeCollection({ start, end, total }: CollectionRange): string {
  if (start === null || end === null || start >= total) return `None of ${formatCount(total, "record")}.`;
  return `Records ${formatNumber(start + 1)} to ${formatNumber(Math.min(end + 1, total))} of ${formatNumber(total)}.`;
}

function Rows({ operationId, rows }: { operationId: string; rows: AnswerRows }) {
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border">
      <Table label="Records of the answer">
        <TableHead>
          <tr>
            {rows.columns.map((column) => (
              <TableHeader key={column} className="font-mono">
                {column}
              </TableHeader>
            ))}
            {operationId === "fetchLocks" ? <TableHeader>Actions</TableHeader> : null}
          </tr>
        </TableHead>
        <TableBody>
          {rows.rows.map(({ id, cells }) => (
            <TableRow key={id}>
              {cells.map((cell, index) => (
                <TableCell key={rows.columns[index]} className="max-w-64 truncate" title={cell}>
                  {cell}
                </TableCell>
              ))}
              {operationId === "fetchLocks" ? (
                <TableCell>
                  <Link className="link" href={`/console?op=unlockLock&id=${encodeURIComponent(id)}`}>
                    Unlock…
                  </Link>
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
