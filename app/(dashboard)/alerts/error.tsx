"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function AlertsError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Alerts"
      title="The alerts could not be read"
      cause="The store did not answer. Nothing was changed; what waits to be sent is sent when it answers again."
    />
  );
}
