"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

/** For pages that have no words of their own for their failure. */
export default function DashboardError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="This page could not be shown"
      title="Something failed on the server"
      cause="Calls to Kisi still go through. What you were about to change may not have been changed: look before you repeat it."
    />
  );
}
