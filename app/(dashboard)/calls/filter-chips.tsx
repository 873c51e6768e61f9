import { X } from "lucide-react";
import Link from "next/link";
import { callsHref, type PageParams, type ShownFilter, unfilteredHref } from "./calls-search";

type FilterValues = {
  readonly routes: readonly string[];
  readonly integrations: readonly { readonly id: string; readonly name: string }[];
  readonly credentials: readonly { readonly fingerprint: string; readonly last4: string | null }[];
};

export type FilterProps = {
  readonly params: PageParams;
  readonly shown: ShownFilter;
  readonly values: FilterValues;
};

const filterWords: Readonly<Partial<Record<string, string>>> = {
  statusClass: "status class",
  credential: "key",
  minRetries: "retries, at least",
  minLatencyMs: "latency in ms, at least",
  q: "search",
};

/** What is in force, each to be taken away by one press. */
export function FilterChips({ params, shown, values }: FilterProps) {
  if (shown.written.length === 0) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5" aria-label="Filters in force">
      {shown.written.map(({ name, value }) => (
        <li key={name} className="max-w-full">
          <Link
            href={callsHref(params, { [name]: null })}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm border border-line-2 pr-1 pl-2 text-ink-2 text-xs hover:bg-paper-3"
          >
            <span className="sr-only">Take away the filter </span>
            <span className="shrink-0 text-ink-3">{filterWords[name] ?? name} </span>
            <span className="max-w-64 truncate font-mono">{nameOf(name, value, values)}</span>
            <X className="size-3 shrink-0" aria-hidden />
          </Link>
        </li>
      ))}
      <li>
        <Link href={unfilteredHref(params)} className="link px-1 text-xs">
          Clear filters
        </Link>
      </li>
    </ul>
  );
}

/** What people call the value; ids and fingerprints have names. */
function nameOf(filter: string, value: string, { integrations, credentials }: FilterValues): string {
  if (filter === "integration") return integrations.find(({ id }) => id === value)?.name ?? value;
  if (filter !== "credential") return value;
  const last4 = credentials.find(({ fingerprint }) => fingerprint === value)?.last4;
  return last4 ? `…${last4}` : value;
}
