import { zoneOffsetMs } from "#lib/time/zone";

/** ISO 8601 with milliseconds in a zone: `2026-01-31T13:00:00.042+01:00`, with `Z` in UTC. */
export function zonedIso(ms: number, timeZone: string): string {
  if (timeZone === "UTC") return new Date(ms).toISOString();
  const offsetMin = Math.round(zoneOffsetMs(ms, timeZone) / 60_000);
  const wall = new Date(ms + offsetMin * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offsetMin) / 60), Math.abs(offsetMin) % 60];
  return `${wall}${offsetMin < 0 ? "-" : "+"}${pad(hours)}:${pad(minutes)}`;
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
