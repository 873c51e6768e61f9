import type { useRange } from "#components/range/use-range.ts";
import { Segmented } from "#components/ui/segmented";

type ZoneToggleProps = { range: ReturnType<typeof useRange>; localTimeZone: string; className?: string };

/** Local or UTC, for every time on the page. */
export function ZoneToggle({ range, localTimeZone, className }: ZoneToggleProps) {
  return (
    <Segmented
      label="Time zone"
      className={className}
      value={range.search.tz}
      onValueChange={range.setZone}
      items={[
        { value: "local", label: "Local", title: localTimeZone },
        { value: "utc", label: "UTC" },
      ]}
    />
  );
}
