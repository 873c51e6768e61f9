"use client";

import { useEffect } from "react";
import { isBusy, singleKeysKey } from "#components/shell/single-keys.ts";

/** Listens for single keys that are free: nothing is being typed, they are not turned off, and no shortcut took them. */
export function useSingleKeys(onKey: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isFree = !(event.defaultPrevented || event.repeat || event.isComposing || isBusy(event.target));
      if (!isFree || event.ctrlKey || event.metaKey || event.altKey) return;
      if (localStorage.getItem(singleKeysKey) !== "off") onKey(event);
    };
    // On the window, so behind the shortcuts of the shell: after "g", "e" goes to Reports and resolves nothing.
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
