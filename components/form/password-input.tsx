"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState, useSyncExternalStore } from "react";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input";

type PasswordInputProps = Omit<ComponentProps<typeof Input>, "type"> & {
  /** What the field holds, as `password` or `key`. */
  what?: string;
};

/** A field whose dots can be turned into letters. Without JavaScript it is a plain password field. */
export function PasswordInput({ what = "password", className, ...props }: PasswordInputProps) {
  const [isShown, setShown] = useState(false);
  const canShow = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input
        type={isShown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={cn("pr-10", className)}
        {...props}
      />
      {canShow ? (
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={`Show ${what}`}
          title={isShown ? `Hide ${what}` : `Show ${what}`}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-px right-px flex w-9 items-center justify-center rounded-r-md text-ink-3 hover:text-ink focus-visible:outline-offset-[-2px]"
        >
          <Icon className="size-4" aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
