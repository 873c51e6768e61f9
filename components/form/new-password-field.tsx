"use client";

import { useEffect, useRef, useState } from "react";
import { PasswordInput } from "#components/form/password-input";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field";

const lengthMin = 8;
const lengthAdvised = 15;

type NewPasswordFieldProps = { label: string; name: string; error: string | undefined };

/**
 * Where a new password is chosen, with a bar that fills to the advised length. Length is what counts here; the server
 * has the last word on what is too common.
 */
export function NewPasswordField({ label, name, error }: NewPasswordFieldProps) {
  const [length, setLength] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React empties the fields of a form once its action has run.
    const form = input.current?.form;
    const onReset = () => setLength(0);
    form?.addEventListener("reset", onReset);
    return () => form?.removeEventListener("reset", onReset);
  }, []);
  const hint = (
    <>
      <LengthBar length={length} />
      <span aria-live="polite">{wordsFor(length)}</span>
    </>
  );
  return (
    <Field label={label} hint={hint} error={length === 0 ? error : undefined}>
      {(control) => (
        <PasswordInput
          ref={input}
          name={name}
          autoComplete="new-password"
          required
          minLength={lengthMin}
          maxLength={2_048}
          onChange={(event) => setLength([...event.target.value].length)}
          {...control}
        />
      )}
    </Field>
  );
}

function LengthBar({ length }: { length: number }) {
  const share = Math.min(length / lengthAdvised, 1);
  const look = length >= lengthAdvised ? "bg-s-2xx" : length >= lengthMin ? "bg-ink-3" : "bg-line-3";
  return (
    <span className="mb-1.5 block h-1 overflow-hidden rounded-sm bg-paper-3" aria-hidden>
      <span className={cn("block h-full transition-[width]", look)} style={{ width: `${share * 100}%` }} />
    </span>
  );
}

function wordsFor(length: number): string {
  if (length === 0) return "At least 8 characters; a short sentence of 15 or more is best.";
  if (length < lengthMin) return `${lengthMin - length} more to go, at least.`;
  if (length < lengthAdvised) return "Long enough. 15 or more is better: try a short sentence.";
  return "Good length.";
}
