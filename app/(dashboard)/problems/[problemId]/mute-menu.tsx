"use client";

import { BellOff } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";
import type { WantedChange } from "../actions";

type MuteUntil = Extract<WantedChange, { action: "mute" }>["muteUntil"];

type MuteMenuProps = { readonly pending: boolean; readonly onMute: (until: MuteUntil) => void };

const hourMs = 3_600_000;
const spans = [
  { label: "For an hour", ms: hourMs },
  { label: "For a day", ms: 24 * hourMs },
  { label: "For a week", ms: 7 * 24 * hourMs },
];

/** Asks how long a problem is to be quiet. */
export function MuteMenu({ pending, onMute }: MuteMenuProps) {
  const [open, setOpen] = useState(false);
  const mute = (until: MuteUntil) => {
    setOpen(false);
    onMute(until);
  };
  const choice = (label: string, until: () => MuteUntil) => (
    <Button key={label} variant="ghost" className="justify-start" onClick={() => mute(until())}>
      {label}
    </Button>
  );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button pending={pending} title="Mute for ever: m">
          <BellOff aria-hidden />
          Mute…
        </Button>
      </PopoverTrigger>
      <PopoverContent className="grid w-64 gap-0.5 p-1.5" aria-label="Mute">
        {choice("For ever", () => undefined)}
        {spans.map(({ label, ms }) => choice(label, () => ({ atMs: Date.now() + ms })))}
        {choice("Until it escalates", () => ({ escalates: true }))}
        <form
          className="mt-1 border-t p-2"
          onSubmit={(event) => {
            event.preventDefault();
            mute({ count: Number(new FormData(event.currentTarget).get("count")) });
          }}
        >
          <Field label="Until so many more attempts">
            {(control) => (
              <span className="flex gap-2">
                <Input
                  name="count"
                  type="number"
                  min={1}
                  max={1_000_000_000}
                  required
                  defaultValue={100}
                  {...control}
                />
                <Button type="submit">Mute</Button>
              </span>
            )}
          </Field>
        </form>
      </PopoverContent>
    </Popover>
  );
}
