import type { Metadata } from "next";
import Link from "next/link";
import { Mark } from "#components/shell/mark";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

/** For every address that leads nowhere. Next's own page would bring a style element that the CSP refuses. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center">
      <Mark className="size-10" open={0} />
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing at this address"
        className="py-6"
        actions={
          <Button asChild>
            <Link href="/">To the overview</Link>
          </Button>
        }
      >
        It may have been mistyped, or what it showed is gone.
      </EmptyState>
    </main>
  );
}
