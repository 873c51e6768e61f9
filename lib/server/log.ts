import { type Logger, pino } from "pino";

/** Structured JSON logs on stdout, one line an event. Control characters are escaped by JSON itself. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
