import Link from "next/link";
import { Notice } from "#components/ui/notice";
import { formatCount } from "#lib/format";
import type { App } from "#lib/server/app";
import { formatInstant } from "#lib/time/format-time";

type GuardHintProps = { app: Pick<App, "guard" | "guardSettings">; timeZone: string; nowMs: number };

/** What the guard would have saved of the budget; nothing while it would have saved nothing. */
export function GuardHint({ app, timeZone, nowMs }: GuardHintProps) {
  const { total, sinceMs } = app.guard.counts();
  if (total.saved === 0 || app.guardSettings.inForce().mode !== "observe") return null;
  return (
    <Notice>
      Enforced, the guard would have kept {formatCount(total.saved, "bad attempt")} from Kisi since{" "}
      {formatInstant(sinceMs, timeZone, { nowMs, precision: "min" })}: calls that were refused again and again with
      nothing changed.{" "}
      <Link className="link" href="/risk/guard">
        Guard
      </Link>
    </Notice>
  );
}
