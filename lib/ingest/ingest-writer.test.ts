import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { createFakeIngestStore } from "#lib/ingest/fake-ingest-store";
import { createIngestWriter, type IngestWriterOptions } from "#lib/ingest/ingest-writer";
import type { CallHint, IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { sampleIngested } from "#lib/ingest/sample-ingested";
import { toObserved } from "#lib/ingest/to-observed";

const startMs = Date.UTC(2026, 0, 31, 11);
const family = "0af7651916cd43dd8448eb211c80319c-1a2b3c4d";

/** Keeps all that it is told. */
const redact: IngestWriterOptions["redact"] = ({ request, ...observed }, told) => ({
  ...observed,
  callId: request.callId,
  method: request.method,
  route: request.route,
  path: request.path,
  source: request.source,
  integration: request.integration,
  errorCode: told.errorCode,
  errorMessage: told.errorMessage,
  credential: told.credential,
  partnerHeaders: null,
  credentialLast4: null,
  toldStartedAtMs: null,
  deprecation: null,
  sunset: null,
  exchange: null,
  failure: null,
  requestShape: null,
});

function open(changes: Partial<IngestWriterOptions> = {}) {
  const store = createFakeIngestStore();
  const breathe = async () => undefined;
  const writer = createIngestWriter({ store, redact, origin: "https://api.kisi.io", breathe, ...changes });
  return { store, ...writer, rows: () => store.rows().map(({ attempt }) => attempt) };
}

const named = (callId: string, attempt: number | null = null, final: boolean | null = null): CallHint => ({
  kind: "named",
  callId,
  attempt,
  final,
});

function sibling(member: string, at: number, status: number, attempt: number | null = null): IngestedAttempt {
  const outcome = status < 400 ? "success" : "server_error";
  const hint: CallHint = { kind: "sibling", family, member, attempt };
  return sampleIngested({
    source: "otlp",
    hint,
    externalKey: member,
    startedAtMs: startMs + at,
    latencyMs: 10,
    status,
    outcome,
  });
}

test("an attempt is stored with its route, its integration and its call's totals", async () => {
  const { write, store } = open();
  const written = await write([sampleIngested({ externalKey: "k", errorCode: "afc516", latencyMs: 12.5 })], "sync");
  expect(written).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  expect(store.rows()).toMatchObject([
    {
      externalKey: "k",
      attempt: {
        callId: "new-1",
        attempt: 1,
        route: "GET /locks/{id}",
        source: "ndjson",
        integration: "sync",
        errorCode: "afc516",
        call: { startedAtMs: startMs, attempts: 1, latencyMs: 12.5, heldBackMs: 0 },
      },
    },
  ]);
});

test("a call of its own that is counted, or unfinished, says so", async () => {
  const { write, rows } = open();
  await write([sampleIngested({ hint: { kind: "alone", callId: "a", attempt: 3, final: true } })], null);
  await write([sampleIngested({ hint: { kind: "alone", callId: "b", attempt: 1, final: false } })], null);
  expect(rows()).toMatchObject([
    { attempt: 3, call: { attempts: 3 } },
    { attempt: 1, call: null },
  ]);
});

test("the same key twice is stored once, in one batch and across batches", async () => {
  const { write, rows } = open();
  const [first, second] = [sampleIngested({ externalKey: "a" }), sampleIngested({ externalKey: "a", status: 500 })];
  expect(await write([first, second], null)).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
  expect(await write([second], null)).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  expect(rows()).toMatchObject([{ status: 200 }]);
});

test("batches that come at once wait for each other", async () => {
  const { write, rows } = open();
  const batches = Array.from({ length: 5 }, () => [sampleIngested({ externalKey: "a", hint: named("c") })]);
  const written = await Promise.all(batches.map((batch) => write(batch, null)));
  expect(written.map(({ accepted }) => accepted)).toEqual([1, 0, 0, 0, 0]);
  expect(rows()).toHaveLength(1);
});

test("a batch that could not be stored does not stop the next one", async () => {
  const store = createFakeIngestStore();
  let failures = 1;
  const recordIngested: typeof store.recordIngested = async (change) => {
    if (failures-- > 0) throw new AppError("unavailable", "disk full");
    await store.recordIngested(change);
  };
  const { write } = open({ store: { ...store, recordIngested } });
  await expect(write([sampleIngested()], null)).rejects.toThrow("disk full");
  expect(await write([sampleIngested()], null)).toMatchObject({ accepted: 1 });
});

test("attempts of a named call that come apart and backwards end as one call", async () => {
  const { write, rows } = open();
  const [first, second, third] = [0, 1_000, 3_000].map((at, index) =>
    sampleIngested({ startedAtMs: startMs + at, hint: named("c", index + 1), status: index === 2 ? 200 : 503 }),
  );
  await write(
    [third, second].flatMap((attempt) => attempt ?? []),
    "sync",
  );
  expect(rows()).toMatchObject([
    { attempt: 2, call: null },
    { attempt: 3, call: { attempts: 3, latencyMs: 2_100 } },
  ]);
  await write(
    [first].flatMap((attempt) => attempt ?? []),
    "sync",
  );
  expect(rows().map(({ attempt, call }) => [attempt, call])).toEqual([
    [2, null],
    [3, { startedAtMs: startMs, attempts: 3, latencyMs: 3_100, heldBackMs: 0, stopReason: null }],
    [1, null],
  ]);
});

test("a later attempt takes the totals over", async () => {
  const { write, rows } = open();
  await write([sampleIngested({ hint: named("c") })], null);
  await write([sampleIngested({ hint: named("c"), startedAtMs: startMs + 500 })], null);
  expect(rows()).toMatchObject([
    { attempt: 1, waitedMs: 0, call: null },
    { attempt: 2, waitedMs: 400, call: { attempts: 2, latencyMs: 600 } },
  ]);
});

test("a number that is stored makes a duplicate, and changes nothing", async () => {
  const { write, rows } = open();
  await write([sampleIngested({ hint: named("c", 1, false) })], null);
  expect(await write([sampleIngested({ hint: named("c", 1) })], null)).toMatchObject({ accepted: 0, duplicates: 1 });
  expect(rows()).toMatchObject([{ attempt: 1, call: null }]);
});

test("the same name in another integration, or in other traffic, is another call", async () => {
  const { write, rows, store } = open();
  await write([sampleIngested({ hint: named("1") })], "sync");
  await write([sampleIngested({ hint: named("1") })], "app");
  await write([sampleIngested({ hint: named("1"), startedAtMs: startMs + 500 })], "app");
  const callIds = rows().map(({ callId }) => callId);
  expect(callIds[0]).toBe("1");
  expect(callIds[1]).toMatch(/^1~[0-9a-f]{8}$/);
  expect(callIds[2]).toBe(callIds[1]);
  const gateway = { ...redact(observedOf(), sampleIngested()), callId: "g", source: "gateway" as const };
  await store.recordIngested({ rows: [{ attempt: gateway, externalKey: null }], moves: [] });
  await write([sampleIngested({ hint: named("g") })], null);
  expect(rows().at(-1)?.callId).toMatch(/^g~/);
});

test("one id for everything is refused at a thousand attempts, by line", async () => {
  const { write } = open();
  const batch = Array.from({ length: 1_002 }, (_, at) => sampleIngested({ line: at + 1, hint: named("always") }));
  const { accepted, rejected } = await write(batch, null);
  expect(accepted).toBe(1_000);
  expect(rejected.map(({ line }) => line)).toEqual([1_001, 1_002]);
  expect(rejected[0]?.message).toMatch(/"always" has 1000 attempts already/);
});

test("too many waiting attempts are refused, and none is forgotten in the count", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { write, hasRoom } = open({ breathe: () => gate });
  const large = Array.from({ length: 10_000 }, (_, at) =>
    sampleIngested({ hint: { kind: "alone", callId: `c${at}`, attempt: 1, final: true } }),
  );
  const writing = write(large, null);
  expect(hasRoom()).toBe(true);
  const other = write(
    large.map((attempt) => ({ ...attempt, hint: named("x") })),
    null,
  );
  expect(hasRoom()).toBe(false);
  await expect(write([sampleIngested()], null)).rejects.toMatchObject({ code: "too_many" });
  release();
  expect(await writing).toMatchObject({ accepted: 10_000 });
  await other;
  expect(hasRoom()).toBe(true);
});

test("siblings: a retry that comes in a later batch joins its call", async () => {
  const { write, rows } = open();
  await write([sibling("a", 0, 503)], "sync");
  await write([sibling("b", 2_000, 200), sibling("c", 5_000, 200)], "sync");
  expect(rows().map(({ attempt, call, callId }) => [attempt, call?.attempts ?? null, callId])).toEqual([
    [1, null, `${family}-${startMs.toString(16).padStart(12, "0")}-a`],
    [2, 2, `${family}-${startMs.toString(16).padStart(12, "0")}-a`],
    [1, 1, `${family}-${(startMs + 5_000).toString(16).padStart(12, "0")}-c`],
  ]);
});

test("siblings: one in the middle that comes last joins two calls to one", async () => {
  const { write, rows } = open();
  for (const attempt of [sibling("a", 0, 503), sibling("c", 4_000, 200, 3), sibling("b", 2_000, 503, 2)]) {
    await write([attempt], "sync");
  }
  const stored = rows().sort((a, b) => a.startedAtMs - b.startedAtMs);
  expect(new Set(stored.map(({ callId }) => callId)).size).toBe(1);
  expect(stored.map(({ attempt, call }) => [attempt, call?.attempts ?? null])).toEqual([
    [1, null],
    [2, null],
    [3, 3],
  ]);
});

const timeline = fc
  .array(
    fc.record({
      failures: fc.integer({ min: 0, max: 3 }),
      lastFails: fc.boolean(),
      waits: fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 4, maxLength: 4 }),
      pause: fc.integer({ min: 1, max: 700_000 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((calls) => {
    let at = 0;
    const spans: { at: number; status: number; resends: number }[] = [];
    for (const { failures, lastFails, waits, pause } of calls) {
      for (let resends = 0; resends <= failures; resends++) {
        spans.push({ at, status: resends < failures || lastFails ? 503 : 200, resends });
        at += 10 + (waits[resends] ?? 1);
      }
      at += pause;
    }
    return spans;
  });

test("siblings end in the same calls, in whatever order and batches they come", async () => {
  const inTime = fc.tuple(timeline, fc.boolean(), fc.infiniteStream(fc.nat()));
  await fc.assert(
    fc.asyncProperty(inTime, async ([spans, counted, chance]) => {
      const attempts = spans.map(({ at, status, resends }, index) =>
        sibling(`s${index}`, at, status, counted && resends > 0 ? resends + 1 : null),
      );
      const random = () => chance.next().value;
      const shuffled = attempts.map((attempt) => ({ attempt, key: random() % 1_000 })).sort((a, b) => a.key - b.key);
      const batches = Map.groupBy(shuffled, ({ key }) => Math.floor(key / 250));
      const [whole, parts] = [open(), open()];
      await whole.write(attempts, "sync");
      for (const batch of batches.values())
        await parts.write(
          batch.map(({ attempt }) => attempt),
          "sync",
        );
      expect(shapeOf(parts.store.rows())).toEqual(shapeOf(whole.store.rows()));
    }),
    { numRuns: 300 },
  );
});

/** Which attempts are one call, in which order, with which totals; call ids left out. */
function shapeOf(rows: ReturnType<ReturnType<typeof createFakeIngestStore>["rows"]>) {
  const calls = Map.groupBy(rows, ({ attempt }) => attempt.callId);
  return [...calls.values()]
    .map((call) =>
      call
        .map(({ attempt, externalKey }) => ({ externalKey, attempt: attempt.attempt, call: attempt.call }))
        .sort((a, b) => a.attempt - b.attempt),
    )
    .sort((a, b) => (a[0]?.externalKey ?? "").localeCompare(b[0]?.externalKey ?? ""));
}

function observedOf() {
  return toObserved(sampleIngested(), { origin: "https://api.kisi.io", integration: null });
}
