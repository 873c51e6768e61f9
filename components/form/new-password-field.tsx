"use client";

import { useEffect, useRef, useState } from "react";
import { PasswordInput } from "#components/form/password-input";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field";
import { passwordLength } from "#lib/model/password-length";

const { min, advised, max } = passwordLength;

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
          minLength={min}
          maxLength={max * 2}
          onChange={(event) => setLength([...event.target.value].length)}
          {...control}
        />
      )}
    </Field>
  );
}

function LengthBar({ length }: { length: number }) {
  const share = Math.min(length / advised, 1);
  const look = length >= advised ? "bg-s-2xx" : length >= min ? "bg-ink-3" : "bg-line-3";
  return (
    <span className="mb-1.5 block h-1 overflow-hidden rounded-sm bg-paper-3" aria-hidden>
      <span className={cn("block h-full transition-[width]", look)} style={{ width: `${share * 100}%` }} />
    </span>
  );
}

function wordsFor(length: number): string {
  if (length === 0) return `At least ${min} characters; a short sentence of ${advised} or more is best.`;
  if (length < min) return `${min - length} more to go, at least.`;
  if (length < advised) return `Long enough. ${advised} or more is better: try a short sentence.`;
  return "Good length.";
}
