import Link from "next/link";
import type { ReactNode } from "react";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatCount, formatNumber, formatRate } from "#lib/format";

/** One who met the problem. */
export type Sender = {
  readonly key: string;
  readonly name: ReactNode;
  /** Its calls; null where no filter can name them. */
  readonly href: string | null;
  readonly attempts: number;
};

type SenderSectionProps = {
  readonly title: string;
  /** What one of them is. */
  readonly one: string;
  readonly senders: readonly Sender[];
  readonly attempts: number;
};

const shown = 8;

/** Who met a problem, most attempts first, each with its calls. */
export function SenderSection({ title, one, senders, attempts }: SenderSectionProps) {
  const more = senders.length - shown;
  return (
    <Section title={title} flush>
      {senders.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">Nobody in this range.</p>
      ) : (
        <Table label={title}>
          <TableHead>
            <tr>
              <TableHeader className="w-full">{one}</TableHeader>
              <TableHeader numeric>Attempts</TableHeader>
              <TableHeader numeric>Share</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {senders.slice(0, shown).map(({ key, name, href, attempts: own }) => (
              <TableRow key={key}>
                <TableCell className="max-w-0 truncate">
                  {href === null ? (
                    <span className="text-ink-2">{name}</span>
                  ) : (
                    <Link href={href} prefetch={false} className="link">
                      {name}
                    </Link>
                  )}
                </TableCell>
                <TableCell numeric>{formatNumber(own)}</TableCell>
                <TableCell numeric className="text-ink-2">
                  {formatRate(own, attempts)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {more > 0 ? <p className="px-4 py-2 text-ink-3 text-xs">and {formatCount(more, "other")}</p> : null}
    </Section>
  );
}
