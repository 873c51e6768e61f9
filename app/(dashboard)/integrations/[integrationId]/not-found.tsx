import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";

export default function IntegrationNotFound() {
  return (
    <div className="grid gap-5">
      <PageHeader title="No such integration" />
      <EmptyState
        title="There is no integration with this id"
        actions={
          <Button asChild>
            <Link href="/integrations">All integrations</Link>
          </Button>
        }
      >
        The id may be mistyped. A revoked integration still has its page.
      </EmptyState>
    </div>
  );
}
