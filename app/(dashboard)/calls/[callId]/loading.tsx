import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";

/** The boxes of a call's page, in place of those of the list. */
export default function CallLoading() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <PageHeader title="Call">
        <Skeleton className="h-5 w-56 max-w-full" />
      </PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <Skeleton className="h-40" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="h-48" />
    </div>
  );
}
