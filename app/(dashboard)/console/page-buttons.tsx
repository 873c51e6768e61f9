"use client";

import { Button } from "#components/ui/button";
import type { CollectionRange } from "#lib/kisi/collection-range";

type PageButtonsProps = {
  readonly range: CollectionRange | null;
  readonly pending: boolean;
  readonly onOffset: (offset: number) => void;
};

/** To the records before and after: each press is one more call to Kisi. */
export function PageButtons({ range, pending, onOffset }: PageButtonsProps) {
  if (!range || range.start === null || range.end === null) return null;
  const { start, end, total } = range;
  const size = end - start + 1;
  if (start === 0 && end + 1 >= total) return null;
  return (
    <div className="flex gap-2">
      <Button size="sm" pending={pending} disabled={start === 0} onClick={() => onOffset(Math.max(0, start - size))}>
        Records before
      </Button>
      <Button size="sm" pending={pending} disabled={end + 1 >= total} onClick={() => onOffset(end + 1)}>
        Records after
      </Button>
    </div>
  );
}
