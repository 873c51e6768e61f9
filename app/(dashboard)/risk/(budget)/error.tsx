"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function RiskError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Risk"
      title="The budget could not be read"
      cause="So we do not know how much of your limit is used: take it as unknown, not as well. Calls still go through."
    />
  );
}
