import Link from "next/link";
import { Notice } from "#components/ui/notice";
import { formatCount } from "#lib/format";
import type { Unexpected } from "./read-expected-failures";

/** Says what the figures of failures leave out. */
export function ExpectedNote({ note }: Pick<Unexpected, "note">) {
  if (note === null || note === 0) return null;
  return (
    <Notice tone={note === "unanswerable" ? "caution" : "neutral"}>
      {note === "unanswerable"
        ? "Expected failures cannot be told apart in this range: they are among the failures here. "
        : `${formatCount(note, "expected failure")} left out of the failures here. Kisi counts them all the same, and so do the bad attempts. `}
      <Link href="/risk#limits" className="link">
        What is expected
      </Link>
    </Notice>
  );
}
