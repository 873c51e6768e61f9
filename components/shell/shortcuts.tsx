"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { navHref, navItems } from "#components/shell/nav-items.ts";
import { readShortcut, type Shortcut, shortcutHelp } from "#components/shell/shortcut.ts";
import { isBusy, singleKeysKey } from "#components/shell/single-keys.ts";
import { Checkbox } from "#components/ui/checkbox";
import { Dialog, DialogContent } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";

/** Single keys for who works without a mouse. They can be turned off, for who speaks to the machine (WCAG 2.1.4). */
export function Shortcuts() {
  const [helpOpen, setHelpOpen] = useState(false);
  const [off, setOff] = useState(false);
  const pending = useRef<"g" | null>(null);
  const router = useRouter();
  const params = useSearchParams();
  useEffect(() => setOff(localStorage.getItem(singleKeysKey) === "off"), []);
  useEffect(() => {
    const run = (shortcut: Shortcut) => {
      if (shortcut.do === "help") return setHelpOpen(true);
      if (shortcut.do !== "go") return act(shortcut.do);
      const item = navItems.find(({ href }) => href === shortcut.href);
      if (item) router.push(navHref(item, params));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy(event.target)) return;
      if (off && event.key !== "?") return;
      const step = readShortcut(pending.current, event.key);
      pending.current = step.pending;
      if (!step.shortcut) return;
      event.preventDefault();
      run(step.shortcut);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [off, router, params]);
  const turn = (on: boolean) => {
    setOff(!on);
    localStorage.setItem(singleKeysKey, on ? "on" : "off");
  };
  return (
    <Dialog open={helpOpen} onOpenChange={setHelpOpen}>
      <DialogContent title="Keyboard" description="These work wherever you are not typing.">
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
          {shortcutHelp.map(({ keys, words }) => (
            <div key={words} className="col-span-2 grid grid-cols-subgrid items-center">
              <dt className="text-ink-2">{words}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <Checkbox
          label="Single keys"
          hint="Turn them off if you dictate. Ctrl K and ? stay."
          checked={!off}
          onChange={(event) => turn(event.target.checked)}
        />
      </DialogContent>
    </Dialog>
  );
}

function act(what: "search" | "next_row" | "previous_row" | "range"): void {
  if (what === "search") document.querySelector<HTMLInputElement>("main input[type=search]")?.focus();
  else if (what === "range") document.querySelector<HTMLElement>("[data-shortcut=range]")?.click();
  else moveFocus(what === "next_row" ? 1 : -1);
}

/** To the next or the previous row of the page's tables that can be opened. */
function moveFocus(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")].filter((row) => row.checkVisibility());
  const at = rows.findIndex((row) => row.matches(":focus"));
  rows[Math.max(at + by, 0)]?.focus();
}
