import { createCredentialReader } from "#lib/kisi/credential-reader";
import { createExtraRules } from "#lib/recorder/extra-rules";
import { createRecorder, type RecorderOptions } from "#lib/recorder/recorder";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import { createTryRedaction } from "#lib/recorder/try-redaction";
import type { App } from "#lib/server/app";

type Parts = Pick<RecorderOptions, "writer" | "fingerprint" | "knownSecrets"> & Pick<App, "log" | "redactionSettings">;

/** Joins the recorder, and whatever else redacts, to what Ajar knows and an owner has set. */
export function joinRecorder({ writer, fingerprint, knownSecrets, redactionSettings, log }: Parts) {
  const extraRules = createExtraRules(redactionSettings.read);
  const recorder = createRecorder({
    writer,
    fingerprint,
    knownSecrets,
    extraRules,
    // A store that refuses is counted elsewhere, where the loop learns of it; this is a redaction that failed.
    onLoss: ({ kind, cause, ...where }) => {
      if (kind === "redaction") log.error({ err: cause, ...where }, "an attempt is stored without its details");
    },
  });
  const redacting = {
    observe: recorder.observe,
    fingerprint,
    credentialOf: createCredentialReader(fingerprint),
    ...createTextRedactor(knownSecrets, extraRules),
    tryOut: createTryRedaction({ fingerprint, knownSecrets, extraRules }),
  };
  return { recorder: redacting, redact: recorder.redact };
}
