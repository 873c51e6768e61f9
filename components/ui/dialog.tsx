"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

/** What lies between a dialog and the page. */
export const veilLook =
  "fixed inset-0 z-50 bg-veil data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0";

/** The sheet that a dialog is. */
export const sheetLook =
  "fixed top-[12vh] left-1/2 z-50 grid max-h-[76vh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 gap-4 overflow-y-auto rounded-lg bg-paper p-5 shadow-float data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0";

type DialogContentProps = { title: ReactNode; description: ReactNode; children: ReactNode };

/** What a dialog shows, with a way out in its corner. */
export function DialogContent({ title, description, children }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={veilLook} />
      <Radix.Content className={sheetLook}>
        <div className="pr-8">
          <Radix.Title className="font-medium text-base">{title}</Radix.Title>
          <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>
        </div>
        {children}
        <Radix.Close asChild>
          <Button variant="ghost" size="icon-sm" className="absolute top-3.5 right-3.5" aria-label="Close">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

/** The line of buttons at the end of a dialog or form. */
export function DialogActions({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-wrap justify-end gap-2", className)} {...props} />;
}
