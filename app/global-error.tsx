"use client";

import { Button } from "#components/ui/button";
import { ErrorState } from "#components/ui/error-state";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** The last resort: the frame of all pages itself failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-content-center p-4">
        <title>Error · Ajar</title>
        <h1 className="sr-only">Ajar could not show this page</h1>
        <ErrorState
          title="Ajar could not show this page"
          cause="Something failed on the server. Calls still go through, and nothing was changed."
          actions={<Button onClick={retry}>Try again</Button>}
          id={error.digest ? `digest ${error.digest}` : undefined}
        >
          If it happens again, look at the server's log: it names the cause.
        </ErrorState>
      </body>
    </html>
  );
}
