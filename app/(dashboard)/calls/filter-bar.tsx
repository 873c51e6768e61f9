import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { SegmentedLinks } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import { sources } from "#lib/model/attempt";
import { type CallMatch, callMatches } from "#lib/model/call";
import { callViews, viewParams } from "./call-views";
import { callsHref, firstOf, hiddenParams, type PageParams, type ShownFilter } from "./calls-search";
import { FilterChips } from "./filter-chips";

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];
const matchWords: Readonly<Record<CallMatch, string>> = { last: "Last attempt", any: "Any attempt" };
const fields = ["q", "route", "method", "source"];

type FilterBarProps = {
  readonly params: PageParams;
  readonly shown: ShownFilter;
  /** Those seen in traffic, most used first. */
  readonly routes: readonly string[];
  readonly problemWords: string | null;
};

/** Views as links, the rest as a GET form, and what is in force as chips that can be taken away. */
export function FilterBar({ params, shown, routes, problemWords }: FilterBarProps) {
  return (
    <div className="grid gap-3" data-print="hide">
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="-mx-1 max-w-[calc(100%+0.5rem)] overflow-x-auto px-1">
          <ViewLinks params={params} />
        </div>
        <MatchLinks params={params} match={shown.match} />
      </div>
      <search>
        <form action="/calls" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center">
          {hiddenParams(params, fields).map(({ name, value }) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Input
            name="q"
            type="search"
            aria-label="Search path, error or call id"
            placeholder="Search path, error or call id"
            defaultValue={firstOf(params.q)}
            className="col-span-2 sm:min-w-56 sm:flex-1"
          />
          <Input
            name="route"
            list="routes"
            mono
            aria-label="Route"
            placeholder="Any route"
            defaultValue={firstOf(params.route)}
            className="col-span-2 sm:w-56"
          />
          <datalist id="routes">
            {routes.map((route) => (
              <option key={route} value={route} />
            ))}
          </datalist>
          <Choice
            name="method"
            label="Any method"
            params={params}
            options={methods.map((value) => ({ value, label: value }))}
          />
          <Choice
            name="source"
            label="Any source"
            params={params}
            options={sources.map((value) => ({ value, label: value }))}
          />
          <Button type="submit" className="col-span-2">
            Filter
          </Button>
        </form>
      </search>
      <FilterChips params={params} shown={shown} problemWords={problemWords} />
    </div>
  );
}

function ViewLinks({ params }: { params: PageParams }) {
  const items = callViews.map((view) => ({
    label: view.label,
    href: callsHref(params, Object.fromEntries(viewParams.map((name) => [name, view.params[name] ?? null]))),
    current: viewParams.every((name) => (firstOf(params[name]) ?? "") === (view.params[name] ?? "")),
  }));
  return <SegmentedLinks label="Views" items={items} />;
}

/** Whether the filters look at how a call ended, or at whatever any of its attempts met. */
function MatchLinks({ params, match }: { params: PageParams; match: CallMatch }) {
  const items = callMatches.map((one) => ({
    label: matchWords[one],
    href: callsHref(params, { match: one === "last" ? null : one }),
    current: one === match,
  }));
  return <SegmentedLinks label="Filters look at" items={items} />;
}

type ChoiceProps = {
  readonly name: string;
  /** What stands there when nothing is chosen. */
  readonly label: string;
  readonly params: PageParams;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

function Choice({ name, label, params, options }: ChoiceProps) {
  if (options.length === 0) return null;
  const chosen = firstOf(params[name]) ?? "";
  const listed = chosen === "" || options.some(({ value }) => value === chosen);
  return (
    <Select name={name} aria-label={label} defaultValue={chosen} className="sm:w-auto">
      <option value="">{label}</option>
      {listed ? null : <option value={chosen}>{chosen}</option>}
      {options.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </Select>
  );
}
