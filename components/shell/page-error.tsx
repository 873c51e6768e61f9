"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";

/** What Next hands to every error file. */
export type ErrorFileProps = { error: Error & { digest?: string }; retry: () => void };

type PageErrorProps = ErrorFileProps & {
  /** The page's name, which stays where it was. */
  page: string;
  title: ReactNode;
  cause: ReactNode;
};

/** In place of a page that could not be read. The cause itself is in the log alone, under the digest told here. */
export function PageError({ error, retry, page, title, cause }: PageErrorProps) {
  return (
    <div className="grid gap-5">
      <PageHeader title={page} />
      <ErrorState
        className="max-w-3xl"
        title={title}
        cause={cause}
        actions={<Button onClick={retry}>Try again</Button>}
        id={error.digest ? `digest ${error.digest}` : undefined}
      >
        If it happens again, look at the server's log: it names the cause.
      </ErrorState>
    </div>
  );
}
