import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";

const rows = Array.from({ length: 12 }, (_, index) => index);

export default function CallsLoading() {
  return (
    <div className="grid gap-5">
      <PageHeader title="Calls">Every call to Kisi, newest first.</PageHeader>
      <Skeleton className="h-7 w-full max-w-xl" />
      <Skeleton className="h-8 w-full" />
      <Section title="Newest calls" flush>
        <div className="grid gap-2 px-4 pb-4">
          {rows.map((row) => (
            <Skeleton key={row} className="h-6 w-full" />
          ))}
        </div>
      </Section>
    </div>
  );
}
