import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";

export default function AlertNotFound() {
  return (
    <div className="grid gap-5">
      <PageHeader title="No such alert" />
      <EmptyState
        title="There is no alert with this id"
        actions={
          <Button asChild>
            <Link href="/alerts">All alerts</Link>
          </Button>
        }
      >
        The id may be mistyped, or it belongs to another Ajar.
      </EmptyState>
    </div>
  );
}
