import { Button } from "#components/ui/button";
import { SegmentedLinks } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import { type Operation, operations } from "#lib/kisi/catalogue";
import { quickCalls } from "./quick-calls";

/** The usual calls as links, and every operation of the catalogue in one list. */
export function OperationPicker({ current }: { current: Operation }) {
  const tags = Map.groupBy(operations, ({ tag }) => tag);
  return (
    <div className="grid gap-3">
      <div className="-mx-1 overflow-x-auto px-1">
        <SegmentedLinks
          label="Usual calls"
          items={quickCalls.map(({ operationId, label }) => ({
            label,
            href: `/console?op=${operationId}`,
            current: operationId === current.operationId,
          }))}
        />
      </div>
      <form action="/console" className="flex flex-wrap items-center gap-2">
        <Select
          key={current.operationId}
          name="op"
          aria-label="Any operation of Kisi's API"
          defaultValue={current.operationId}
          className="min-w-0 flex-1 font-mono text-xs sm:max-w-md"
        >
          {[...tags].map(([tag, listed]) => (
            <optgroup key={tag} label={tag}>
              {listed.map(({ operationId, method, path }) => (
                <option key={operationId} value={operationId}>
                  {method} {path}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
        <Button type="submit">Choose</Button>
      </form>
    </div>
  );
}
