import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { Rule } from "#lib/model/alert-rule";
import { namedChannels } from "#lib/model/named-channels";

type ChannelFieldsProps = { rule: Rule; channels: readonly { readonly id: string; readonly name: string }[] };

const reminders = [
  { minutes: 0, label: "never" },
  { minutes: 30, label: "every 30 minutes" },
  { minutes: 60, label: "every hour" },
  { minutes: 240, label: "every 4 hours" },
  { minutes: 1_440, label: "every day" },
];

/** Which channels hear of a rule's alerts, and whether they are reminded. */
export function ChannelFields({ rule, channels }: ChannelFieldsProps) {
  const named = namedChannels(rule, channels);
  const minutes = (rule.reminderSeconds ?? 0) / 60;
  const offered = reminders.some((one) => one.minutes === minutes)
    ? reminders
    : [...reminders, { minutes, label: `every ${minutes} minutes` }];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <fieldset>
        <legend className="mb-1 font-medium text-sm">Channels</legend>
        <Checkbox
          name="everyChannel"
          defaultChecked={named === null}
          label="Every channel, also new ones"
          hint={channels.length === 0 ? "There is none yet." : "Otherwise those that are ticked below."}
        />
        {channels.map(({ id, name }) => (
          <Checkbox key={id} name="channels[]" value={id} defaultChecked={named?.includes(id) ?? false} label={name} />
        ))}
      </fieldset>
      <Field label="Reminders" hint="As long as it fires and nobody has acknowledged it.">
        {(control) => (
          <Select name="reminderMinutes" defaultValue={String(minutes)} className="max-w-56" {...control}>
            {offered.map((one) => (
              <option key={one.minutes} value={one.minutes}>
                {one.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
