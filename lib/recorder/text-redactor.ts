import { type Needle, needlesOf } from "#lib/recorder/needles";
import { redactText } from "#lib/recorder/redact-text";
import { createScrubber } from "#lib/recorder/scrubber";

/**
 * Makes the redaction of every way out: what is stored was redacted when it came, yet a key that Ajar has learnt since,
 * and what a person types into a report, is hidden here. A text that hides all it should comes out as it was.
 */
export function createTextRedactor(knownSecrets: () => readonly string[]): (text: string) => string {
  let known = "";
  let scrub = createScrubber([]);
  return (text) => {
    const secrets = knownSecrets();
    const asOne = JSON.stringify(secrets);
    if (asOne !== known) {
      known = asOne;
      scrub = createScrubber(secrets.flatMap<Needle>(needlesOf));
    }
    return redactText(text, { mode: "stored", scrub });
  };
}
