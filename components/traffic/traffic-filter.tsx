"use client";

import { ListFilter } from "lucide-react";
import { type TrafficKey, type TrafficValues, trafficParts } from "#components/traffic/traffic-values.ts";
import { useTraffic } from "#components/traffic/use-traffic.ts";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";
import { Select } from "#components/ui/select";

/** Narrows every figure of a page to an integration or a key. The URL is its state. */
export function TrafficFilter({ values }: { values: TrafficValues }) {
  const { isShown, pending, search, parts, set, clear } = useTraffic(values);
  if (!isShown) return null;
  const { integrations, credentials } = values;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="secondary" size="sm" pending={pending}>
          {pending ? null : <ListFilter className="text-ink-3" aria-hidden />}
          <span className="max-md:sr-only">Traffic</span>
          {parts.length > 0 ? (
            <>
              <Badge tone="accent" className="max-sm:hidden">
                {parts.length}
              </Badge>
              <span className="size-1.5 rounded-full bg-accent sm:hidden" aria-hidden />
            </>
          ) : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Whose traffic is shown" className="grid gap-3">
        <Choice
          label="Integration"
          every="All integrations"
          value={search.integration}
          onValue={(value) => set("integration", value)}
          options={integrations.map(({ id, name }) => ({ value: id, label: name }))}
          nameOf={nameIn("integration", values)}
        />
        <Choice
          label="Key"
          every="All keys"
          value={search.credential}
          onValue={(value) => set("credential", value)}
          options={credentials.map(({ fingerprint, last4 }) => ({
            value: fingerprint,
            label: last4 ? `…${last4}, ${fingerprint.slice(0, 8)}` : fingerprint,
          }))}
          nameOf={nameIn("credential", values)}
        />
        {parts.length > 0 ? (
          <Button size="sm" onClick={clear}>
            Show all traffic
          </Button>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}

/** How people call a value of the URL that is in no list. */
function nameIn(key: TrafficKey, values: TrafficValues) {
  return (value: string) => {
    const [part] = trafficParts({ integration: null, credential: null, [key]: value }, values);
    return part?.name ?? value;
  };
}

type ChoiceProps = {
  label: string;
  /** What stands there when nothing is chosen. */
  every: string;
  value: string | null;
  onValue: (value: string) => void;
  options: readonly { readonly value: string; readonly label: string }[];
  nameOf: (value: string) => string;
};

function Choice({ label, every, value, onValue, options, nameOf }: ChoiceProps) {
  const isListed = !value || options.some((option) => option.value === value);
  return (
    <Field label={label}>
      {(control) => (
        <Select value={value ?? ""} onChange={(event) => onValue(event.target.value)} {...control}>
          <option value="">{every}</option>
          {isListed ? null : <option value={value}>{nameOf(value)}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
