import Link from "next/link";
import { Banner } from "#components/shell/banner";
import { formatCount } from "#lib/format";
import type { App } from "#lib/server/app";
import { isLookingInTime } from "#lib/server/looking-in-time";
import { formatInstant } from "#lib/time/format-time";

type BannersProps = {
  app: Pick<App, "alerts" | "clock" | "demo" | "storeLosses" | "suspension">;
  /** False if what is typed travels in clear. */
  isProtected: boolean;
  timeZone: string;
};

/** What nobody may overlook on any page. */
export function Banners({ app, isProtected, timeZone }: BannersProps) {
  const lost = app.storeLosses.lately(app.clock.now());
  const suspected = app.suspension.current();
  const lookedAtMs = app.alerts.lookedAtMs();
  return (
    <>
      {app.demo ? (
        <Banner>Demo: a simulator stands in for Kisi. Nothing leaves this machine, and no door moves.</Banner>
      ) : null}
      {suspected === null ? null : (
        <Banner>
          You may be suspended: {formatCount(suspected.keys.length, "Kisi key")} that worked{" "}
          {suspected.keys.length === 1 ? "is" : "are"} refused on every route since{" "}
          {formatInstant(suspected.sinceMs, timeZone)}.{" "}
          <Link className="underline underline-offset-2" href="/risk#suspension">
            What speaks for it
          </Link>
        </Banner>
      )}
      {isProtected ? null : (
        <Banner>
          Not encrypted: this page comes by plain http, so passwords and keys can be read on the way. Put Ajar behind
          https.
        </Banner>
      )}
      {lookedAtMs === null || isLookingInTime(lookedAtMs, app.clock.now()) ? null : (
        <Banner>
          Alerts are blind: the rules were looked at last on {formatInstant(lookedAtMs, timeZone)}. The log names the
          cause.
        </Banner>
      )}
      {lost === null ? null : (
        <Banner>
          {formatCount(lost.count, "attempt")} of the last 24 hours went to Kisi but could not be stored in time, the
          last on {formatInstant(lost.lastAtMs, timeZone)}: figures may be too low. The log names the cause.
        </Banner>
      )}
    </>
  );
}
