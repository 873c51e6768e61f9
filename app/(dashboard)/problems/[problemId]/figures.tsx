import { Stat, StatRow } from "#components/ui/stat";
import { Time } from "#components/ui/time";
import { formatCount, formatNumber, rateQuantity } from "#lib/format";
import type { Deploy } from "#lib/model/problem";
import type { ProblemDetail } from "#lib/problems/read-problem";
import { formatAgo } from "#lib/time/format-time";

type FiguresProps = { readonly detail: ProblemDetail; readonly timeZone: string; readonly nowMs: number };

/** How much there is of a problem, and since when. */
export function Figures({ detail, timeZone, nowMs }: FiguresProps) {
  const { problem, figures, bad, routeAttempts, firstDeploy, regressedDeploy } = detail;
  const share = routeAttempts === null ? null : rateQuantity(figures.attempts, routeAttempts);
  const seen = (ms: number) => <Time ms={ms} timeZone={timeZone} nowMs={nowMs} />;
  return (
    <StatRow>
      <Stat
        label="Failed attempts"
        value={formatNumber(figures.attempts)}
        note={`ended ${formatCount(figures.calls, "call")}; ${formatCount(problem.attempts, "attempt")} in all`}
      />
      <Stat label="Bad attempts" value={formatNumber(bad)} note={bad > 0 ? "may count at Kisi" : "none that count"} />
      <Stat
        label="Of its route"
        value={share?.value ?? null}
        unit={share?.unit}
        note={routeAttempts === null ? "known of all traffic alone" : `of ${formatCount(routeAttempts, "attempt")}`}
      />
      <Stat
        label="First seen"
        value={formatAgo(problem.firstSeenAtMs, nowMs)}
        note={
          <>
            {seen(problem.firstSeenAtMs)}
            <Release deploy={firstDeploy} />
          </>
        }
      />
      <Stat label="Last seen" value={formatAgo(problem.lastSeenAtMs, nowMs)} note={seen(problem.lastSeenAtMs)} />
      {problem.regressedAtMs === null ? null : (
        <Stat
          label="Came back"
          value={formatAgo(problem.regressedAtMs, nowMs)}
          note={
            <>
              {seen(problem.regressedAtMs)}
              <Release deploy={regressedDeploy} />
            </>
          }
        />
      )}
    </StatRow>
  );
}

function Release({ deploy }: { readonly deploy: Deploy | null }) {
  return deploy ? <span className="wrap-anywhere">in release {deploy.release}</span> : null;
}
