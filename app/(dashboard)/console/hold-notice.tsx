import Link from "next/link";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { GuardHold } from "#lib/model/guard";
import { formatClock } from "#lib/time/format-time";

type HoldNoticeProps = { hold: GuardHold; timeZone: string; pending: boolean; onSend: () => void };

/** Until when the guard holds the call, and the way around it. */
export function HoldNotice({ hold, timeZone, pending, onSend }: HoldNoticeProps) {
  return (
    <Notice tone="caution">
      <div className="grid justify-items-start gap-2">
        <p>
          From {formatClock(hold.untilMs, timeZone, "s")} on one call is let through to try. Mend the cause first: a
          corrected call is sent at once. <LastCall hold={hold} />
        </p>
        <Button size="sm" pending={pending} onClick={onSend}>
          Send it anyway
        </Button>
      </div>
    </Notice>
  );
}

function LastCall({ hold }: { hold: GuardHold }) {
  return (
    <Link className="link" href={`/calls/${hold.lastCallId}`}>
      The last one that failed so
    </Link>
  );
}
