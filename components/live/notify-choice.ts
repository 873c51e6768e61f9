"use client";

import { useSyncExternalStore } from "react";

const choiceKey = "ajar.notify";
const changed = "ajar:notify";

/** Whether this browser tells of alerts: chosen, and allowed. What is chosen in one tab holds in all. */
export function useNotifyChoice(): { readonly isOn: boolean; readonly choose: (isOn: boolean) => void } {
  return { isOn: useSyncExternalStore(listen, read, () => false), choose };
}

function read(): boolean {
  return "Notification" in window && Notification.permission === "granted" && localStorage.getItem(choiceKey) === "on";
}

function choose(isOn: boolean): void {
  localStorage.setItem(choiceKey, isOn ? "on" : "off");
  // "storage" is told to the other tabs alone.
  window.dispatchEvent(new Event(changed));
}

function listen(onChange: () => void): () => void {
  window.addEventListener("storage", onChange);
  window.addEventListener(changed, onChange);
  return () => {
    window.removeEventListener("storage", onChange);
    window.removeEventListener(changed, onChange);
  };
}
