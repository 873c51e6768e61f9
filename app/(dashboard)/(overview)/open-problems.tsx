import Link from "next/link";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import { listProblems } from "#lib/problems/list-problems";
import type { App } from "#lib/server/app";
import { serializeRangeSearch } from "#lib/time/range-search";
import { toProblemRow } from "../problems/problem-row";
import { ProblemRows } from "../problems/problem-rows";
import { statesOf } from "../problems/problems-search";
import type { RangeView } from "../range-view";

const shown = 5;
const none: ReadonlySet<string> = new Set();

type OpenProblemsProps = { readonly app: App; readonly view: RangeView };

/** The open problems that cost most in the range; nothing where there are none. */
export async function OpenProblems({ app, view }: OpenProblemsProps) {
  const { range, filter, search, timeZone, nowMs } = view;
  const count429 = app.riskSettings.isReadable() ? app.riskSettings.read().count429 : true;
  const { data } = await listProblems(app.store, {
    range,
    filter: { ...filter, state: [...(statesOf("open") ?? [])] },
    sort: "cost",
    limit: shown,
    cursor: null,
    count429,
  });
  const everyone = { ...search, integration: null, credential: null };
  const hrefOf = (id: string) => serializeRangeSearch(`/problems/${id}`, everyone);
  const met = data.filter(({ attempts }) => attempts > 0);
  if (met.length === 0) return null;
  return (
    <Section
      title="Open problems"
      note="those first that cost the budget most"
      actions={
        <Button asChild size="sm">
          <Link href={serializeRangeSearch("/problems", search)} prefetch={false}>
            All problems
          </Link>
        </Button>
      }
      flush
    >
      <ProblemRows
        rows={met.map((listed) => toProblemRow(listed, { nowMs, timeZone, hrefOf }))}
        checked={none}
        onToggle={null}
      />
    </Section>
  );
}
