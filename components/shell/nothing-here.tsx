import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";

type NothingHereProps = {
  /** What there is none of: `call`. */
  readonly what: string;
  /** The list of all of them. */
  readonly listHref: string;
  /** Why there may be none. */
  readonly children: ReactNode;
};

/** In place of a page whose address names something that there is not. */
export function NothingHere({ what, listHref, children }: NothingHereProps) {
  return (
    <div className="grid gap-5">
      <PageHeader title={`No such ${what}`} />
      <EmptyState
        title={`There is no ${what} with this id`}
        actions={
          <Button asChild>
            <Link href={listHref}>All {what}s</Link>
          </Button>
        }
      >
        {children}
      </EmptyState>
    </div>
  );
}
