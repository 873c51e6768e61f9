import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { AlertsTabs } from "../alerts-tabs";
import { DrillPanel } from "./drill-panel";

export const metadata: Metadata = { title: "Fire drill" };

/** Whether the rules would warn in time, tried without harm. */
export default async function DrillPage() {
  await requireSession();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="Fire drill" actions={<AlertsTabs current="/alerts/drill" />}>
        Would you be warned in time? What your rules would have sent, and when.
      </PageHeader>
      <DrillPanel />
    </div>
  );
}
