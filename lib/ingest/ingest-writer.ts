import { AppError } from "#lib/errors";
import type { IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { planIngest, queryFor } from "#lib/ingest/plan";
import type { Rejection } from "#lib/ingest/refusal";
import { toObserved } from "#lib/ingest/to-observed";
import type { Attempt } from "#lib/model/attempt";
import type { ToldFacts } from "#lib/model/ingest";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import type { IngestStore } from "#lib/store/ingest-store";
import { createTurns } from "#lib/time/turns";

export type IngestWriterOptions = {
  readonly store: IngestStore;
  /** The recorder's: hides what must not be stored. Never throws. */
  readonly redact: (observed: ObservedAttempt, told: ToldFacts) => Attempt;
  /** Of the upstream: `https://api.kisi.io`. */
  readonly origin: string;
  /** Lets others have the event loop. */
  readonly breathe: () => Promise<void>;
};

export type Written = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly Rejection[];
};

export type IngestWriter = {
  /** Stores attempts of one integration; resolves once they are durable. Throws `too_many` if too many wait. */
  readonly write: (attempts: readonly IngestedAttempt[], integration: string | null) => Promise<Written>;
  /** False while so many attempts wait that a further request should be refused before it is read. */
  readonly hasRoom: () => boolean;
};

/** Two of the largest batches; more would only wait in memory. */
const waitingMax = 20_000;
/** Redacting so many takes a few milliseconds. */
const redactedAtOnce = 100;

/**
 * Makes the way from readers of foreign telemetry to the store. One batch at a time asks the store, decides and writes,
 * so that two batches with attempts of one call cannot pass each other; and one at a time is redacted, so that twenty of
 * them do not take twenty shares of each turn of the event loop from whoever looks at a page.
 */
export function createIngestWriter({ store, redact, origin, breathe }: IngestWriterOptions): IngestWriter {
  let waiting = 0;
  const redactInTurn = createTurns();
  const writeInTurn = createTurns();

  async function redactAll(attempts: readonly IngestedAttempt[], integration: string | null) {
    const redacted = new Map<IngestedAttempt, Attempt>();
    for (const [at, ingested] of attempts.entries()) {
      if (at % redactedAtOnce === 0) await breathe();
      redacted.set(ingested, redact(toObserved(ingested, { origin, integration }), ingested));
    }
    return redacted;
  }

  async function placeAndStore(redacted: ReadonlyMap<IngestedAttempt, Attempt>, integration: string | null) {
    const attempts = [...redacted.keys()];
    const plan = planIngest(attempts, integration, await store.findForIngest(queryFor(attempts, integration)));
    const rows = plan.placed.flatMap(({ ingested, callId, attempt, waitedMs, call }) => {
      const row = redacted.get(ingested);
      return row ? [{ attempt: { ...row, callId, attempt, waitedMs, call }, externalKey: ingested.externalKey }] : [];
    });
    if (rows.length > 0) await store.recordIngested({ rows, moves: plan.moves });
    return { accepted: rows.length, duplicates: plan.duplicates, rejected: plan.rejected };
  }

  async function write(attempts: readonly IngestedAttempt[], integration: string | null): Promise<Written> {
    if (attempts.length === 0) return { accepted: 0, duplicates: 0, rejected: [] };
    if (!hasRoom()) throw new AppError("too_many", "Too many attempts wait to be stored: send them again later.");
    waiting += attempts.length;
    try {
      const redacted = await redactInTurn(() => redactAll(attempts, integration));
      return await writeInTurn(() => placeAndStore(redacted, integration));
    } finally {
      waiting -= attempts.length;
    }
  }

  function hasRoom(): boolean {
    return waiting < waitingMax;
  }

  return { write, hasRoom };
}
