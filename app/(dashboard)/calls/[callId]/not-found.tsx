import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";

export default function CallNotFound() {
  return (
    <div className="grid gap-5">
      <PageHeader title="No such call" />
      <EmptyState
        title="There is no call with this id"
        actions={
          <Button asChild>
            <Link href="/calls">All calls</Link>
          </Button>
        }
      >
        The id may be mistyped, or the call is past its retention and was deleted.
      </EmptyState>
    </div>
  );
}
