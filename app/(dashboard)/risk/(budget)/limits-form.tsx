"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { keepTyped } from "#components/form/keep-typed.ts";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import { spanWords } from "#lib/format/limit-words";
import { changeRiskSettingsAction } from "./actions";
import { type LimitRow, offeredSpans } from "./limit-rows.ts";

type LimitsFormProps = {
  mayChange: boolean;
  rows: readonly LimitRow[];
  /** In per cent. */
  levels: { readonly warning: string; readonly critical: string };
  floor: number;
  count429: boolean;
  presets: readonly { readonly id: string; readonly vendor: string; readonly counts: boolean }[];
  /** One a line. */
  expected: string;
};

/** Limits, levels and what counts. A row whose figures are blank is no limit. */
export function LimitsForm({ mayChange, rows, levels, floor, count429, presets, expected }: LimitsFormProps) {
  const [state, action, isPending] = useActionState(changeRiskSettingsAction, idleForm);
  const field = (name: string, kept: string) => ({ name, defaultValue: typedInto(state, name) ?? kept });
  const saved = JSON.stringify([rows, levels, floor, count429, presets, expected]);
  return (
    // A new key: what was typed gives way to what is kept once it is saved.
    <form action={action} onSubmit={keepTyped(action)} className="grid max-w-2xl gap-5" key={saved}>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">Limits</legend>
        {rows.map((row, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
          <LimitFields key={n} n={n} row={row} state={state} field={field} />
        ))}
        <p className="text-ink-3 text-xs">Leave both figures of a row blank to have one limit less.</p>
      </fieldset>
      <div className="grid items-start gap-3 sm:grid-cols-3">
        <Field label="Warning from, %" error={errorOf(state, "warning")}>
          {(control) => <Input {...field("warning", levels.warning)} inputMode="decimal" {...control} />}
        </Field>
        <Field label="Critical from, %" error={errorOf(state, "critical")}>
          {(control) => <Input {...field("critical", levels.critical)} inputMode="decimal" {...control} />}
        </Field>
        <Field label="Bad attempts at least" hint="Fewer never make a rate alarming." error={errorOf(state, "floor")}>
          {(control) => <Input {...field("floor", String(floor))} inputMode="numeric" {...control} />}
        </Field>
      </div>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">What counts</legend>
        <Checkbox
          name="count429"
          defaultChecked={count429}
          label="429 counts as bad"
          hint="Discord and Klaviyo count it; Kisi does not say."
        />
        {presets.map(({ id, vendor, counts }) => (
          <Checkbox
            key={id}
            name={`preset.${id}`}
            defaultChecked={counts}
            label={`${vendor}'s rule counts for the level in the top bar`}
          />
        ))}
      </fieldset>
      <Field
        label="Expected failures"
        optional
        hint="One a line: GET /locks/{id} 404. They leave the failure figures of Overview, and still count here, as they do at Kisi."
        error={errorOf(state, "expected")}
      >
        {(control) => <Textarea {...field("expected", expected)} mono rows={3} {...control} />}
      </Field>
      <FormMessage state={state} />
      {mayChange ? (
        <Button type="submit" pending={isPending} className="justify-self-start">
          Save the limits
        </Button>
      ) : (
        <p className="text-ink-3">Your role may look but not change the limits.</p>
      )}
    </form>
  );
}

type LimitFieldsProps = {
  n: number;
  row: LimitRow;
  state: Parameters<typeof errorOf>[0];
  field: (name: string, kept: string) => { name: string; defaultValue: string };
};

function LimitFields({ n, row, state, field }: LimitFieldsProps) {
  const offered = [...new Set([...offeredSpans, Number(row.seconds)])].sort((a, b) => a - b);
  return (
    <div className="grid grid-cols-3 items-start gap-3">
      <Field label="Bad share, %" error={errorOf(state, `rate.${n}`)}>
        {(control) => <Input {...field(`rate.${n}`, row.rate)} inputMode="decimal" {...control} />}
      </Field>
      <Field label="Bad attempts" error={errorOf(state, `count.${n}`)}>
        {(control) => <Input {...field(`count.${n}`, row.count)} inputMode="numeric" {...control} />}
      </Field>
      <Field label="Within" error={errorOf(state, `seconds.${n}`)}>
        {(control) => (
          <Select {...field(`seconds.${n}`, row.seconds)} {...control}>
            {offered.map((seconds) => (
              <option key={seconds} value={seconds}>
                {spanWords(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
