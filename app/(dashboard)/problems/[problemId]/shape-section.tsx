import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { ShapeComparison } from "#lib/problems/read-problem";

type ShapeSectionProps = {
  readonly shapes: ShapeComparison | null;
  readonly timeZone: string;
  readonly nowMs: number;
};

/** How the first failure differs from the latest success of its route, by names and types. */
export function ShapeSection({ shapes, timeZone, nowMs }: ShapeSectionProps) {
  const seen = (ms: number) => <Time ms={ms} timeZone={timeZone} nowMs={nowMs} />;
  return (
    <Section
      title="First failure against latest success"
      note={
        shapes ? (
          <>
            Failed {seen(shapes.failureAtMs)}, succeeded {seen(shapes.successAtMs)}. Names and types alone: values are
            never stored.
          </>
        ) : undefined
      }
      flush={shapes !== null && shapes.differences.length > 0}
    >
      <Difference shapes={shapes} />
    </Section>
  );
}

function Difference({ shapes }: Pick<ShapeSectionProps, "shapes">) {
  if (shapes === null) {
    return (
      <p className="text-ink-2">
        Not known: to compare, it takes a success of the same route, and requests that Ajar itself has seen.
      </p>
    );
  }
  if (shapes.differences.length === 0) {
    return (
      <p className="text-ink-2">Both have the same fields of the same types: what sets them apart is something else.</p>
    );
  }
  return (
    <Table label="Where the requests differ">
      <TableHead>
        <tr>
          <TableHeader className="w-full">Field</TableHeader>
          <TableHeader>In the failure</TableHeader>
          <TableHeader>In the success</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {shapes.differences.map(({ path, inFailure, inSuccess }) => (
          <TableRow key={path}>
            <TableCell mono className="break-all">
              {path}
            </TableCell>
            <Kind kind={inFailure} />
            <Kind kind={inSuccess} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Kind({ kind }: { readonly kind: string | null }) {
  return <TableCell className="whitespace-nowrap">{kind ?? <span className="text-ink-3">missing</span>}</TableCell>;
}
