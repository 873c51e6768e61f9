import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import type { OwnPolicy, ReplaySearch } from "./replay-search.ts";

type OwnPolicyFormProps = { own: OwnPolicy; search: ReplaySearch };

/** A policy of the user's own, as a form that the URL keeps. */
export function OwnPolicyForm({ own, search }: OwnPolicyFormProps) {
  return (
    <Section title="Your own policy" note="Each wait is twice the one before, up to the longest.">
      <form action="/risk/what-if/retries" className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <input type="hidden" name="policy" value="own" />
        <input type="hidden" name="last" value={search.last} />
        {search.tz === "utc" ? <input type="hidden" name="tz" value="utc" /> : null}
        <Field label="Tried again" hint="Statuses, 4xx, 5xx, network" className="lg:col-span-2">
          {(control) => <Input mono name="codes" maxLength={200} defaultValue={own.codes.join(", ")} {...control} />}
        </Field>
        <Field label="Methods">
          {(control) => (
            <Select name="methods" defaultValue={own.methods} {...control}>
              <option value="repeatable">All but POST and PATCH</option>
              <option value="all">All</option>
            </Select>
          )}
        </Field>
        <Field label="Retries">
          {(control) => <NumberInput name="retries" max={20} step={1} defaultValue={own.retries} {...control} />}
        </Field>
        <Field label="First wait, seconds">
          {(control) => <NumberInput name="base" max={600} step="any" defaultValue={own.base} {...control} />}
        </Field>
        <Field label="Longest wait, seconds">
          {(control) => <NumberInput name="cap" max={3_600} step="any" defaultValue={own.cap} {...control} />}
        </Field>
        <Field label="Jitter">
          {(control) => (
            <Select name="jitter" defaultValue={own.jitter} {...control}>
              <option value="full">Full: any part of the wait</option>
              <option value="none">None</option>
            </Select>
          )}
        </Field>
        <Field label="Retry-After">
          {(control) => (
            <Select name="after" defaultValue={own.after} {...control}>
              <option value="honoured">Waited in full</option>
              <option value="capped">Cut at the longest wait</option>
              <option value="ignored">Ignored</option>
            </Select>
          )}
        </Field>
        <div>
          <Button type="submit">Replay with it</Button>
        </div>
      </form>
    </Section>
  );
}

type NumberInputProps = { name: string; max: number; step: number | "any"; defaultValue: number };

function NumberInput(props: NumberInputProps) {
  return <Input type="number" required min={0} {...props} />;
}
