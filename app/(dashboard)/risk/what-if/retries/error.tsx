"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function RetriesError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="What if: retries"
      title="The traffic could not be replayed"
      cause="The store did not answer. Calls still go through, and nothing was changed."
    />
  );
}
