"use client";

import { useEffect } from "react";
import { useNotifyChoice } from "#components/live/notify-choice.ts";

type LiveAlert = {
  readonly id: string;
  readonly rule: string;
  readonly summary: string;
  readonly state: string;
  readonly inhibitedBy: string | null;
  readonly silencedBy: string | null;
};

/** Tells of alerts for as long as any page is open, where that was chosen. Draws nothing. */
export function AlertNotifier() {
  const { isOn } = useNotifyChoice();
  useEffect(() => {
    if (!isOn) return;
    const left = new AbortController();
    // One tab listens for all: each stream takes one of the six connections that a browser has for a server.
    navigator.locks
      .request("ajar.notify", { signal: left.signal }, () => follow(left.signal))
      .catch((error: unknown) => {
        if (!left.signal.aborted) throw error;
      });
    return () => left.abort();
  }, [isOn]);
  return null;
}

function follow(signal: AbortSignal): Promise<void> {
  const source = new EventSource("/api/v1/live?events=alert");
  source.addEventListener("alert", ({ data }) => tell(JSON.parse(data) as LiveAlert));
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      source.close();
      resolve();
    });
  });
}

function tell({ id, rule, summary, state, inhibitedBy, silencedBy }: LiveAlert): void {
  if (inhibitedBy !== null || silencedBy !== null) return;
  const title = state === "firing" ? rule : `Over: ${rule}`;
  // One for each alert: news of it take the place of what stood there.
  const notification = new Notification(title, { body: summary, tag: id });
  notification.onclick = () => {
    window.focus();
    window.location.assign(`/alerts/${id}`);
  };
}
