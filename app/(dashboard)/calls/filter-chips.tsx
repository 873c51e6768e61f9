import { X } from "lucide-react";
import Link from "next/link";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { outcomes } from "#lib/model/outcome";
import { callsHref, type PageParams, type ShownFilter } from "./calls-search";

type FilterChipsProps = {
  readonly params: PageParams;
  readonly shown: ShownFilter;
  /** What the problems of the filter are, in words; null without such a filter, or for none that there is. */
  readonly problemWords: string | null;
};

const filterWords: Readonly<Partial<Record<string, string>>> = {
  statusClass: "status class",
  minRetries: "retries, at least",
  minLatencyMs: "latency in ms, at least",
  q: "search",
};

/** In the words of the rows below, for the names of the address are long enough to be cut off. */
function outcomeWords(value: string): string {
  const known = outcomes.filter((outcome) => value.split(",").includes(outcome));
  return known.map((outcome) => outcomeLooks[outcome].code).join(", ");
}

function valueWords(name: string, value: string, problemWords: FilterChipsProps["problemWords"]): string {
  if (name === "problem") return problemWords ?? value;
  return name === "outcome" ? outcomeWords(value) : value;
}

/** Said above every page of figures, in one way. */
const saidAbove: readonly string[] = ["integration", "credential"];

/** What is in force on this page alone, each to be taken away by one press. */
export function FilterChips({ params, shown, problemWords }: FilterChipsProps) {
  const own = shown.written.filter(({ name }) => !saidAbove.includes(name));
  if (own.length === 0) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5" aria-label="Filters in force">
      {own.map(({ name, value }) => (
        <li key={name} className="max-w-full">
          <Link
            href={callsHref(params, { [name]: null })}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm border border-line-2 pr-1 pl-2 text-ink-2 text-xs hover:bg-paper-3"
          >
            <span className="sr-only">Take away the filter </span>
            <span className="shrink-0 text-ink-3">{filterWords[name] ?? name} </span>
            <span className="max-w-64 truncate font-mono">{valueWords(name, value, problemWords)}</span>
            <X className="size-3 shrink-0" aria-hidden />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={callsHref(params, Object.fromEntries(own.map(({ name }) => [name, null])))}
          className="link px-1 text-xs"
        >
          Clear filters
        </Link>
      </li>
    </ul>
  );
}
