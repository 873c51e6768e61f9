"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function OverviewError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Overview"
      title="The figures could not be read"
      cause="The store did not answer. Calls still go through, and nothing was changed."
    />
  );
}
