import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { SegmentedLinks } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import {
  failureOutcomes,
  outcomeWords,
  type ProblemsSearch,
  type ProblemView,
  problemViews,
  serializeProblemsSearch,
} from "../problems-search";

const viewLabels: Readonly<Record<ProblemView, string>> = {
  open: "Open",
  new: "New",
  regressed: "Regressed",
  escalating: "Escalating",
  muted: "Muted",
  resolved: "Resolved",
  all: "All",
};

const sortLabels: Readonly<Record<ProblemsSearch["sort"], string>> = {
  cost: "Costliest first",
  attempts: "Most attempts first",
  lastSeen: "Last seen first",
  firstSeen: "Youngest first",
};

/** What a GET form must repeat to stay in the same view. */
const kept = ["last", "from", "to", "integration", "credential"] as const;

/** States as links, the rest as a GET form. */
export function ProblemsFilter({ search }: { readonly search: ProblemsSearch }) {
  const items = problemViews.map((view) => ({
    label: viewLabels[view],
    href: serializeProblemsSearch("/problems", { ...search, view, cursor: null }),
    current: search.view === view,
  }));
  return (
    <div className="grid gap-3" data-print="hide">
      <div className="-mx-1 overflow-x-auto px-1">
        <SegmentedLinks label="States" items={items} />
      </div>
      <search>
        <form action="/problems" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center">
          {kept.map((name) =>
            search[name] === null ? null : <input key={name} type="hidden" name={name} value={search[name]} />,
          )}
          {search.tz === "utc" ? <input type="hidden" name="tz" value="utc" /> : null}
          <input type="hidden" name="view" value={search.view} />
          <Input
            name="q"
            type="search"
            aria-label="Search route, code or field"
            placeholder="Search route, code or field"
            defaultValue={search.q ?? ""}
            className="col-span-2 sm:min-w-56 sm:max-w-md sm:flex-1"
          />
          <Select name="outcome" aria-label="Kind of failure" defaultValue={search.outcome ?? ""} className="sm:w-auto">
            <option value="">Any failure</option>
            {failureOutcomes.map((outcome) => (
              <option key={outcome} value={outcome}>
                {outcomeWords[outcome]}
              </option>
            ))}
          </Select>
          <Select name="sort" aria-label="Order" defaultValue={search.sort} className="sm:w-auto">
            {Object.entries(sortLabels).map(([sort, label]) => (
              <option key={sort} value={sort}>
                {label}
              </option>
            ))}
          </Select>
          <Button type="submit" className="col-span-2">
            Filter
          </Button>
        </form>
      </search>
    </div>
  );
}
