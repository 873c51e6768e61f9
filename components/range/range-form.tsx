"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { formatZone } from "#lib/time/format-time";
import type { Range } from "#lib/time/range";
import { parseTypedInstant } from "#lib/time/typed-instant";
import { wallClock } from "#lib/time/zone";

/** `toMs` null means "until now, whenever that is". */
type TypedRange = { readonly fromMs: number; readonly toMs: number | null };

type RangeFormProps = { shown: Range; timeZone: string; onRange: (range: TypedRange) => void };

const howToWrite = "write it as 2026-11-23 14:05";

/** From and to, typed or pasted, in the zone of the page. */
export function RangeForm({ shown, timeZone, onRange }: RangeFormProps) {
  const [errors, setErrors] = useState<{ from?: string; to?: string }>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = readTypedRange(String(form.get("from")), String(form.get("to")), timeZone);
    if ("errors" in read) setErrors(read.errors);
    else onRange(read);
  };
  return (
    <form onSubmit={submit} className="grid gap-2.5 border-t p-3" noValidate>
      <Field label="From" error={errors.from}>
        {(control) => (
          <Input name="from" mono autoComplete="off" defaultValue={writeInstant(shown.fromMs, timeZone)} {...control} />
        )}
      </Field>
      <Field label="To" hint={`In ${zoneWords(shown.toMs, timeZone)}; empty means now.`} error={errors.to}>
        {(control) => (
          <Input name="to" mono autoComplete="off" defaultValue={writeInstant(shown.toMs, timeZone)} {...control} />
        )}
      </Field>
      <Button type="submit" variant="primary" className="justify-self-end">
        Show this range
      </Button>
    </form>
  );
}

function readTypedRange(
  fromText: string,
  toText: string,
  timeZone: string,
): TypedRange | { errors: { from?: string; to?: string } } {
  const fromMs = parseTypedInstant(fromText, timeZone);
  if (fromMs === null) return { errors: { from: `This is not a time: ${howToWrite}` } };
  if (toText.trim() === "") return { fromMs, toMs: null };
  const toMs = parseTypedInstant(toText, timeZone);
  if (toMs === null) return { errors: { to: `This is not a time: ${howToWrite}, or leave it empty` } };
  if (toMs <= fromMs) return { errors: { to: "This is not after the beginning" } };
  return { fromMs, toMs };
}

function writeInstant(ms: number, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallClock(ms, timeZone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

function zoneWords(ms: number, timeZone: string): string {
  const offset = formatZone(ms, timeZone);
  return timeZone === "UTC" ? offset : `${timeZone.replaceAll("_", " ")} (${offset})`;
}
