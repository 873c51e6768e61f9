"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function CallsError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Calls"
      title="The calls could not be read"
      cause="The store did not answer. Calls still go through, and nothing was changed."
    />
  );
}
