import { boundedMemo } from "#lib/kisi/bounded-memo";
import { type Needle, needlesOf } from "#lib/recorder/needles";
import { redactText } from "#lib/recorder/redact-text";
import { type ExtraRules, noExtraRules } from "#lib/recorder/redaction";
import { createScrubber } from "#lib/recorder/scrubber";

/** The redaction of every way out. A text that hides all it should comes out as it was. */
export type TextRedactor = {
  /** Hides known secrets, and what gives itself away as one. */
  readonly redactText: (text: string) => string;
  /** Hides known secrets only: for ids of requests, which look like secrets and are none. */
  readonly hideKnown: (text: string) => string;
};

/** Exports repeat few paths and messages many times. */
const rememberedMax = 2_000;
const rememberedCharsMax = 300;

/**
 * Makes the redaction of what is about to leave: what is stored was redacted when it came, yet a key that Ajar has learnt
 * since, and what a person types into a report, is hidden here.
 */
export function createTextRedactor(
  knownSecrets: () => readonly string[],
  extraRules: () => ExtraRules = () => noExtraRules,
): TextRedactor {
  const createFor = (asOne: string, extra: ExtraRules) => {
    const secrets: string[] = JSON.parse(asOne);
    const hideKnown = createScrubber(secrets.flatMap<Needle>(needlesOf), extra);
    const { hidesName } = extra;
    const whole = (text: string) => redactText(text, { mode: "stored", scrub: hideKnown, hidesName });
    const remembered = boundedMemo(whole, rememberedMax);
    return {
      redactText: (text: string) => (text.length > rememberedCharsMax ? whole(text) : remembered(text)),
      hideKnown,
    };
  };
  let current: { readonly asOne: string; readonly extra: ExtraRules; readonly made: TextRedactor } | null = null;
  const redactor = () => {
    const asOne = JSON.stringify(knownSecrets());
    const extra = extraRules();
    if (current?.asOne !== asOne || current.extra !== extra) current = { asOne, extra, made: createFor(asOne, extra) };
    return current.made;
  };
  return {
    redactText: (text) => redactor().redactText(text),
    hideKnown: (text) => redactor().hideKnown(text),
  };
}
