import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";

const rows = Array.from({ length: 5 }, (_, index) => index);

export default function ReportsLoading() {
  return (
    <div className="grid gap-5">
      <PageHeader title="Reports">
        What failed, told so that Kisi Support can answer in one round. No report is sent by itself.
      </PageHeader>
      <Section title="Reports and drafts" flush>
        <div className="grid gap-2 px-4 pb-4">
          {rows.map((row) => (
            <Skeleton key={row} className="h-6 w-full" />
          ))}
        </div>
      </Section>
    </div>
  );
}
