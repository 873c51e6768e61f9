"use client";

import { Bell, BellOff } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button";

const choiceKey = "ajar.notify";

type LiveAlert = {
  readonly id: string;
  readonly rule: string;
  readonly summary: string;
  readonly state: string;
  readonly inhibitedBy: string | null;
  readonly silencedBy: string | null;
};

/** Lets this browser tell of alerts while this page is open, also in a tab behind others. */
export function NotifyToggle() {
  const [isOn, setOn] = useState(false);
  const [hindrance, setHindrance] = useState<string | null>(null);

  useEffect(() => {
    if (!("Notification" in window)) setHindrance("This browser shows no notifications");
    else setOn(Notification.permission === "granted" && localStorage.getItem(choiceKey) === "on");
  }, []);
  useEffect(() => {
    if (!isOn) return;
    const source = new EventSource("/api/v1/live?events=alert");
    source.addEventListener("alert", ({ data }) => tell(JSON.parse(data) as LiveAlert));
    return () => source.close();
  }, [isOn]);

  async function toggle(): Promise<void> {
    const wanted = !isOn && (await Notification.requestPermission()) === "granted";
    if (!isOn && !wanted) setHindrance("Notifications are blocked: allow them in the browser's settings for this page");
    localStorage.setItem(choiceKey, wanted ? "on" : "off");
    setOn(wanted);
  }
  const Icon = isOn ? Bell : BellOff;
  return (
    <Button
      onClick={() => void toggle()}
      aria-pressed={isOn}
      disabled={hindrance !== null}
      title={hindrance ?? "Tells of alerts while this page is open, also behind other tabs"}
    >
      <Icon aria-hidden />
      {isOn ? "Notifying" : "Notify"}
    </Button>
  );
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
