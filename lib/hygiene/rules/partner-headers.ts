import type { LintRule, RuleContext } from "#lib/hygiene/lint-rule";
import type { PartnerHeaders } from "#lib/model/attempt";

const missing: Readonly<Record<Exclude<PartnerHeaders, "both">, string>> = {
  none: "neither identifier nor contact",
  identifier: "no contact",
  contact: "no identifier",
};

/** Finds calls without both headers by which Kisi knows a partner. Where it is not known what was sent, nothing is said. */
export function createPartnerHeaders({ note }: RuleContext): LintRule {
  return {
    addCall(call) {
      const carried = call.first.partnerHeaders;
      if (carried === null || carried === "both") return;
      note("partner_headers_missing", call, 1 + call.repeats.length, missing[carried]);
    },
  };
}
