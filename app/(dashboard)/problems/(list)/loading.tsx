import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";

const rows = Array.from({ length: 8 }, (_, index) => index);

export default function ProblemsLoading() {
  return (
    <div className="grid gap-5">
      <PageHeader title="Problems">Failures of one kind, followed to their end.</PageHeader>
      <Skeleton className="h-7 w-full max-w-xl" />
      <Skeleton className="h-8 w-full" />
      <Section title="Problems" flush>
        <div className="grid gap-2 px-4 pb-4">
          {rows.map((row) => (
            <Skeleton key={row} className="h-10 w-full" />
          ))}
        </div>
      </Section>
    </div>
  );
}
