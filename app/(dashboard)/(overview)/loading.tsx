import { Skeleton } from "#components/ui/skeleton";

/** The same boxes as the page, so that nothing jumps when the figures come. */
export default function OverviewLoading() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <div className="grid gap-2">
        <h1 className="font-medium text-xl tracking-[-0.01em]">Overview</h1>
        <Skeleton className="h-5 w-96 max-w-full" />
      </div>
      <Skeleton className="h-[88px]" />
      <Skeleton className="h-[620px]" />
      <Skeleton className="h-64" />
    </div>
  );
}
