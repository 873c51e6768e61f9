"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function ConsoleError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="Console"
      title="The Console failed"
      cause="If you had just sent a call, it may have reached Kisi all the same: look for it under Calls before you send it again."
    />
  );
}
