"use client";

import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";
import { floatingLook } from "#components/ui/floating.ts";

type Toast = { readonly id: number; readonly title: string; readonly description: string | undefined };

let toasts: readonly Toast[] = [];
const none: readonly Toast[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says in passing that something is done. Never the only record of it. */
export function toast(title: string, description?: string): void {
  const id = (toasts.at(-1)?.id ?? 0) + 1;
  replace([...toasts.slice(-2), { id, title, description }]);
}

/** Where toasts appear; stands once, in the root layout. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  return (
    <Radix.Provider duration={5_000}>
      {shown.map(({ id, title, description }) => (
        <Radix.Root
          key={id}
          className={`${floatingLook} flex items-start gap-3 p-3`}
          onOpenChange={(open) => {
            if (!open) replace(toasts.filter((one) => one.id !== id));
          }}
        >
          <div className="mr-auto min-w-0">
            <Radix.Title className="font-medium">{title}</Radix.Title>
            {description ? <Radix.Description className="text-ink-2">{description}</Radix.Description> : null}
          </div>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" className="-my-1 -mr-1" aria-label="Dismiss">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-4 bottom-20 z-50 grid w-80 max-w-[calc(100vw-2rem)] gap-2 lg:bottom-4" />
    </Radix.Provider>
  );
}
