import type { JsonObject } from "#lib/simulator/json";

/** What happened at the doors, oldest first, bounded. */
export type EventLog = {
  readonly add: (event: JsonObject) => void;
  readonly all: () => readonly JsonObject[];
  readonly nextSequence: () => number;
};

/** Keeps the newest `max` events. */
export function createEventLog(max: number): EventLog {
  const events: JsonObject[] = [];
  let sequence = 0;
  return {
    add: (event) => {
      events.push(event);
      if (events.length > max) events.shift();
    },
    all: () => events,
    nextSequence: () => ++sequence,
  };
}
