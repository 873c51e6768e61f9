import type { LintRule, RuleContext } from "#lib/hygiene/lint-rule";
import { isListedDeprecated } from "#lib/kisi/listed-deprecated";

/** Finds calls to operations that Kisi is about to take away: it says so in an answer, or lists them. */
export function createToldEndings({ note }: RuleContext): LintRule {
  return {
    addCall(call) {
      const { first, repeats } = call;
      const told = [...repeats]
        .reverse()
        .concat(first)
        .find((one) => one.sunset !== null || one.deprecation !== null);
      if (told?.sunset) note("deprecated_operation", call, 1 + repeats.length, `may vanish after ${told.sunset}`);
      else if (told) note("deprecated_operation", call, 1 + repeats.length, "Kisi says that it is deprecated");
      else if (isListedDeprecated(first.route)) {
        note("deprecated_operation", call, 1 + repeats.length, "Kisi lists it as deprecated");
      }
    },
  };
}
