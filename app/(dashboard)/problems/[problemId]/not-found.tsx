import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";

export default function ProblemNotFound() {
  return (
    <div className="grid gap-5">
      <PageHeader title="No such problem" />
      <EmptyState
        title="There is no problem with this id"
        actions={
          <Button asChild>
            <Link href="/problems?view=all">All problems</Link>
          </Button>
        }
      >
        The id may be mistyped, or it belongs to another Ajar: problems are never deleted.
      </EmptyState>
    </div>
  );
}
