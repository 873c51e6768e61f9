import { boundedMemo } from "#lib/kisi/bounded-memo";
import { createCredentialReader } from "#lib/kisi/credential-reader";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import type { Attempt } from "#lib/model/attempt";
import type { ToldFacts } from "#lib/model/ingest";
import type { Observe, ObservedAttempt } from "#lib/outbound/exchange";
import { bareAttempt } from "#lib/recorder/bare-attempt";
import { needlesOf } from "#lib/recorder/needles";
import { type ExtraRules, noExtraRules } from "#lib/recorder/redaction";
import { createShapeReader } from "#lib/recorder/shape-memory";
import { toAttempt } from "#lib/recorder/to-attempt";
import type { AttemptWriter } from "#lib/store/store";

/** Something that was not kept. `redaction`: the attempt is stored with its bare facts; `store`: it is not stored. */
export type RecorderLoss = {
  readonly kind: "redaction" | "store";
  readonly callId: string;
  readonly attempt: number;
  /** Free of what was sent and received, so it may be logged. */
  readonly cause: unknown;
};

export type RecorderOptions = {
  readonly writer: AttemptWriter;
  /** `createFingerprint` of `lib/kisi` under the installation's key. */
  readonly fingerprint: (secret: string) => Fingerprint;
  /** Asked for each attempt: the secrets that Ajar holds, so that no echo of them is ever written. */
  readonly knownSecrets: () => readonly string[];
  /** Asked for each attempt: what an owner has hidden on top. If it throws, attempts are stored without details. */
  readonly extraRules?: () => ExtraRules;
  readonly onLoss: (loss: RecorderLoss) => void;
};

export type Recorder = {
  /** Redacts and stores one attempt; resolves once it is durable, rejects with the store's error if it is lost. */
  readonly observe: Observe;
  /** Redacts an attempt that another program tells, for whoever stores it. Never throws. */
  readonly redact: (observed: ObservedAttempt, told: ToldFacts) => Attempt;
  /** How much was lost since the start. */
  readonly losses: () => { readonly redaction: number; readonly store: number };
};

const rememberedKeysMax = 200;

/** Makes the one place through which attempts reach the store: nothing is written that was not redacted here. */
export function createRecorder({
  writer,
  fingerprint,
  knownSecrets,
  extraRules = () => noExtraRules,
  onLoss,
}: RecorderOptions): Recorder {
  const credentialOf = createCredentialReader(fingerprint);
  const needlesOfKey = boundedMemo(needlesOf, rememberedKeysMax);
  const shapeOf = createShapeReader();
  const lost = { redaction: 0, store: 0 };

  function report(kind: RecorderLoss["kind"], observed: ObservedAttempt, cause: unknown): void {
    lost[kind]++;
    onLoss({ kind, callId: observed.request.callId, attempt: observed.attempt, cause });
  }

  function redact(observed: ObservedAttempt, told?: ToldFacts): Attempt {
    try {
      const known = { knownSecrets: knownSecrets(), extra: extraRules() };
      return toAttempt(observed, { credentialOf, needlesOfKey, shapeOf, ...known }, told);
    } catch (error) {
      report("redaction", observed, withoutMessage(error));
      return bareAttempt(observed, told);
    }
  }

  return {
    observe: async (observed) => {
      const attempt = redact(observed);
      try {
        await writer.record([attempt]);
      } catch (error) {
        report("store", observed, error);
        throw error;
      }
    },
    redact,
    losses: () => ({ ...lost }),
  };
}

/** Messages of parsers quote the text that they failed on, so only the kind of error and its place are told. */
function withoutMessage(error: unknown): Error {
  const bare = new Error(`redaction failed: ${error instanceof Error ? error.constructor.name : typeof error}`);
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line)) : [];
  bare.stack = [`Error: ${bare.message}`, ...frames].join("\n");
  return bare;
}
