import { AppError } from "#lib/errors";
import { createForgetting, type Forgetting } from "#lib/recorder/forget-text";
import { forgetInReports } from "#lib/reports/forget-in-reports";
import type { Reports } from "#lib/reports/reports";
import type { SecretBox } from "#lib/secrets/secret-box";
import { type DetailChange, type DetailRow, type DetailSource, detailSources } from "#lib/store/detail-store";
import type { Store } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** How many texts, or reports, name the person. */
export type ForgottenPlaces = {
  readonly calls: number;
  readonly problems: number;
  readonly alerts: number;
  readonly reports: number;
};

export type Forgotten = ForgottenPlaces & {
  /** False while old bytes may still stand in the log of changes, because somebody was reading in it. */
  readonly overwritten: boolean;
};

export type ForgetPerson = {
  /** Counts alone. Throws `bad_input` for what is too short or too long. */
  readonly count: (person: string) => Promise<ForgottenPlaces>;
  /** Takes it out of everything. Throws as `count`, and `conflict` while another is being forgotten. */
  readonly forget: (person: string) => Promise<Forgotten>;
};

type Deps = {
  readonly store: Store;
  readonly clock: Pick<Clock, "now" | "elapsed" | "sleep">;
  readonly box: SecretBox;
  readonly reports: Pick<Reports, "list" | "gathered">;
};

type Going = {
  readonly forgetting: Forgetting;
  /** Counts alone. */
  readonly dryRun: boolean;
  /** Lets others in where a piece took long. */
  readonly breathe: () => Promise<void>;
};

const personCharsMax = 200;
const rowsAtOnce = 100;
/** No longer than this is the event loop held. */
const sliceMs = 8;
const emptyingTries = 20;
const emptyingPauseMs = 100;

const kinds: Readonly<Record<DetailSource, keyof Omit<ForgottenPlaces, "reports">>> = {
  attempts: "calls",
  exchanges: "calls",
  routes: "calls",
  problems: "problems",
  shapes: "problems",
  notes: "problems",
  deploys: "problems",
  alerts: "alerts",
  alertEvents: "alerts",
  silences: "alerts",
  messages: "alerts",
};

/** Makes the verbs that take a person's e-mail, name or id out of all details. */
export function createForgetPerson({ store, clock, box, reports }: Deps): ForgetPerson {
  let isBusy = false;

  /** Answers how many texts of a table name the person. */
  async function goThrough(source: DetailSource, { forgetting, dryRun, breathe }: Going): Promise<number> {
    let found = 0;
    for (let afterId = 0; ; ) {
      const rows = await store.readDetails(source, afterId, rowsAtOnce);
      const last = rows.at(-1);
      if (last === undefined) return found;
      afterId = last.id;
      const changes: DetailChange[] = [];
      for (const row of rows) {
        changes.push(...changesOf(source, row, forgetting));
        await breathe();
      }
      if (!dryRun && changes.length > 0) await store.rewriteDetails(source, changes);
      found += changes.length;
    }
  }

  async function go(person: string, dryRun: boolean): Promise<ForgottenPlaces> {
    const going: Going = { forgetting: readPerson(person), dryRun, breathe: createBreath(clock) };
    const places = { calls: 0, problems: 0, alerts: 0, reports: 0 };
    for (const source of detailSources) places[kinds[source]] += await goThrough(source, going);
    if (!dryRun) await gatheringsEnded(reports);
    const { forgetting, ...rest } = going;
    const inReports = await forgetInReports({ store, box, hide: forgetting.value, nowMs: clock.now(), ...rest });
    return { ...places, reports: inReports };
  }

  async function emptyLog(): Promise<boolean> {
    for (let tries = 0; tries < emptyingTries; tries++) {
      if (await store.emptyLog()) return true;
      await clock.sleep(emptyingPauseMs);
    }
    return false;
  }

  return {
    count: (person) => go(person, true),
    async forget(person) {
      if (isBusy) throw new AppError("conflict", "Another person is being forgotten: wait until that is done");
      isBusy = true;
      try {
        const places = await go(person, false);
        return { ...places, overwritten: await emptyLog() };
      } finally {
        isBusy = false;
      }
    },
  };
}

function readPerson(typed: string): Forgetting {
  const person = typed.trim();
  const forgetting = person.length > personCharsMax ? null : createForgetting(person);
  if (forgetting) return forgetting;
  const message = `must have 4 to ${personCharsMax} characters: less would be found in everything`;
  throw new AppError("bad_input", `person ${message}`, { errors: [{ path: "person", message }] });
}

/** What is JSON is changed inside; a shape's names of fields are its keys, so that is changed as a text. */
function changesOf(source: DetailSource, { id, texts }: DetailRow, forgetting: Forgetting): DetailChange[] {
  return texts.flatMap((from, column) => {
    if (from === null) return [];
    const to = hideIn(source, column, from, forgetting);
    return to === from ? [] : [{ id, column, from, to }];
  });
}

const jsonColumns: Readonly<Partial<Record<DetailSource, readonly number[]>>> = {
  exchanges: [0],
  alerts: [1],
  messages: [0],
};

function hideIn(source: DetailSource, column: number, from: string, forgetting: Forgetting): string {
  if (source === "routes") return JSON.parse(forgetting.json(JSON.stringify({ route: from }))).route;
  return jsonColumns[source]?.includes(column) ? forgetting.json(from) : forgetting.text(from);
}

/** A draft that is being gathered may have read the rows as they were before. */
async function gatheringsEnded(reports: Deps["reports"]): Promise<void> {
  for (const { id } of await reports.list()) await reports.gathered(id).catch(() => undefined);
}

function createBreath(clock: Pick<Clock, "elapsed">): () => Promise<void> {
  let since = clock.elapsed();
  return async () => {
    if (clock.elapsed() - since < sliceMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = clock.elapsed();
  };
}
