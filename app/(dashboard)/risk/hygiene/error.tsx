"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function HygieneError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Hygiene"
      title="The traffic could not be gone through"
      cause="The store did not answer. Calls still go through, and nothing was changed."
    />
  );
}
