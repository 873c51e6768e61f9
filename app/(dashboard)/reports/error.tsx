"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function ReportsError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Reports"
      title="The reports could not be read"
      cause="The store did not answer. Nothing was changed, and issued reports are safe."
    />
  );
}
