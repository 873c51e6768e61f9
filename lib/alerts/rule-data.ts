import type { SilenceData } from "#lib/alerts/kinds/no-traffic";
import type { CountsByKey } from "#lib/alerts/kinds/rates";
import type { CredentialState } from "#lib/alerts/kinds/refusals";
import type { ProblemStanding, SelfState } from "#lib/alerts/kinds/standings";
import type { WindowSums } from "#lib/alerts/kinds/suspension-risk";
import type { RiskLimit } from "#lib/model/risk";
import type { Suspension } from "#lib/model/suspension";
import type { DeprecatedRoute } from "#lib/store/store";

/** What a rule of each kind is judged by, read at one moment. */
export type RuleData =
  | { readonly kind: "suspension_risk"; readonly limits: readonly RiskLimit[]; readonly sums: WindowSums }
  | { readonly kind: "failure_rate"; readonly counts: CountsByKey }
  | { readonly kind: "rate_limited"; readonly counts: CountsByKey }
  | { readonly kind: "spike"; readonly counts: CountsByKey; readonly usual: CountsByKey }
  | { readonly kind: "latency"; readonly counts: CountsByKey; readonly p95s: ReadonlyMap<string, number> }
  | { readonly kind: "suspected_suspension"; readonly suspension: Suspension | null }
  | { readonly kind: "credential_rejected"; readonly credentials: readonly CredentialState[] }
  | { readonly kind: "problem_new"; readonly problems: readonly ProblemStanding[] }
  | { readonly kind: "problem_regressed"; readonly problems: readonly ProblemStanding[] }
  | { readonly kind: "deprecated_operation"; readonly routes: readonly DeprecatedRoute[] }
  | ({ readonly kind: "no_traffic" } & SilenceData)
  | { readonly kind: "self"; readonly state: SelfState }
  /** The store could not answer, or attempts of the window were lost: nobody can tell. */
  | { readonly kind: "incomplete"; readonly why: string };
