import { Skeleton } from "#components/ui/skeleton";

/** The same boxes as the page, so that nothing jumps when the figures come. */
export default function RiskLoading() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5" aria-busy="true">
      <div className="grid gap-2">
        <h1 className="font-medium text-xl tracking-[-0.01em]">Risk</h1>
        <Skeleton className="h-5 w-96 max-w-full" />
      </div>
      <Skeleton className="h-56" />
      <Skeleton className="h-72" />
      <Skeleton className="h-64" />
      <Skeleton className="h-52" />
      <Skeleton className="h-96" />
    </div>
  );
}
