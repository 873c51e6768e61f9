import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";

export default function AlertsLoading() {
  return (
    <div className="grid gap-5">
      <PageHeader title="Alerts">What fires, and what has.</PageHeader>
      {["Firing now", "History"].map((title) => (
        <Section key={title} title={title} flush>
          <div className="grid gap-2 px-4 pb-4">
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
          </div>
        </Section>
      ))}
    </div>
  );
}
