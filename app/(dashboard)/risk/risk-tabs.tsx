import { SegmentedLinks } from "#components/ui/segmented";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";

const tabs = [
  { href: "/risk", label: "Budget" },
  { href: "/risk/hygiene", label: "Hygiene" },
  { href: "/risk/guard", label: "Guard" },
  { href: "/risk/what-if", label: "Another limit" },
  { href: "/risk/what-if/retries", label: "Another retry policy" },
] as const;

type RiskTabsProps = { current: (typeof tabs)[number]["href"]; tz: RangeSearch["tz"] };

/** How things stand, what your programs do wrong, what is done about it, and what would be if a limit or a policy were another. */
export function RiskTabs({ current, tz }: RiskTabsProps) {
  return (
    <div data-print="hide">
      <SegmentedLinks
        label="Risk"
        className="flex-wrap"
        items={tabs.map(({ href, label }) => ({
          label,
          href: serializeRangeSearch(href, { tz }),
          current: href === current,
        }))}
      />
    </div>
  );
}
