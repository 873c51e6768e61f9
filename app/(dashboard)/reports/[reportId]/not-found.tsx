import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";

export default function ReportNotFound() {
  return (
    <div className="grid gap-5">
      <PageHeader title="No such report" />
      <EmptyState
        title="There is no report with this id"
        actions={
          <Button asChild>
            <Link href="/reports">All reports</Link>
          </Button>
        }
      >
        The id may be mistyped, or its draft was deleted. An issued report is never deleted.
      </EmptyState>
    </div>
  );
}
