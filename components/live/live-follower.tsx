"use client";

import { useLive } from "#components/live/use-live.ts";

/** Follows the traffic without a switch, for a page that waits for something to appear. */
export function LiveFollower() {
  useLive(true);
  return null;
}
