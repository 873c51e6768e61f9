import { describe, expect, test } from "vitest";
import { describeAccounts } from "#lib/store/accounts.contract";
import { describeAlerts } from "#lib/store/alerts.contract";
import { describeArchive } from "#lib/store/archive.contract";
import { describeAudit } from "#lib/store/audit.contract";
import { describeCalls } from "#lib/store/calls.contract";
import { describeCounts } from "#lib/store/counts.contract";
import { describeExactPercentiles, describeFigures } from "#lib/store/figures.contract";
import { describeIngest } from "#lib/store/ingest.contract";
import { describeIntegrations } from "#lib/store/integrations.contract";
import { describePeople } from "#lib/store/people.contract";
import { describeProblemStandings } from "#lib/store/problem-standings.contract";
import { describeProblems } from "#lib/store/problems.contract";
import { describeRecording } from "#lib/store/recording.contract";
import { describeReports } from "#lib/store/reports.contract";
import { describeRouteCallers } from "#lib/store/route-callers.contract";
import { describeSentAttempts } from "#lib/store/sent-attempts.contract";
import { describeSignIn } from "#lib/store/sign-in.contract";
import type { Store } from "#lib/store/store";

/** What any store must do, whatever it keeps its rows in. `open` gives an empty one, which the tests close. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    describe("recording", () => describeRecording(open));
    describe("calls", () => describeCalls(open));
    describe("sent attempts", () => describeSentAttempts(open));
    describe("callers of routes", () => describeRouteCallers(open));
    describe("figures", () => describeFigures(open));
    describe("counts", () => describeCounts(open));
    describe("percentiles", () => describeExactPercentiles(open));
    describe("ingest", () => describeIngest(open));
    describe("archive", () => describeArchive(open));
    describe("reports", () => describeReports(open));
    describe("accounts", () => describeAccounts(open));
    describe("audit", () => describeAudit(open));
    describe("people", () => describePeople(open));
    describe("sign-in", () => describeSignIn(open));
    describe("integrations and credentials", () => describeIntegrations(open));

    describe("alerts", () => describeAlerts(open));
    describe("problems", () => describeProblems(open));
    describe("standings of problems", () => describeProblemStandings(open));

    test("it answers, and says what it is", async () => {
      const store = await open();
      await store.ping();
      expect(await store.describeEngine()).toMatch(/^\w+ \d/);
      await store.close();
    });
  });
}
