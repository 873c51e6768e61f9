"use client";

import { type ErrorFileProps, PageError } from "#components/shell/page-error";

export default function WhatIfError(props: ErrorFileProps) {
  return (
    <PageError
      {...props}
      page="What if"
      title="The history could not be read"
      cause="The store did not answer. Calls still go through, and nothing was changed."
    />
  );
}
