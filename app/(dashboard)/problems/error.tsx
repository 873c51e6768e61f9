"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function ProblemsError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Problems"
      title="The problems could not be read"
      cause="The store did not answer. Calls still go through, and nothing was changed."
    />
  );
}
