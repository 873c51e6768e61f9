"use client";

import { Bell, BellOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useNotifyChoice } from "#components/live/notify-choice.ts";
import { Button } from "#components/ui/button";

/** Lets this browser tell of alerts while any page is open, also in a tab behind others. */
export function NotifyToggle() {
  const { isOn, choose } = useNotifyChoice();
  const [hindrance, setHindrance] = useState<string | null>(null);

  useEffect(() => {
    if (!("Notification" in window)) setHindrance("This browser shows no notifications on a page without https");
  }, []);

  async function toggle(): Promise<void> {
    const isWanted = !isOn && (await Notification.requestPermission()) === "granted";
    if (!isOn && !isWanted)
      setHindrance("Notifications are blocked: allow them in the browser's settings for this page");
    choose(isWanted);
  }
  const Icon = isOn ? Bell : BellOff;
  return (
    <Button
      size="sm"
      onClick={() => void toggle()}
      aria-pressed={isOn}
      disabled={hindrance !== null}
      title={hindrance ?? "Tells of alerts while a page of Ajar is open, also behind other tabs"}
    >
      <Icon aria-hidden />
      {isOn ? "Notifying" : "Notify"}
    </Button>
  );
}
