"use client";

import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Button } from "#components/ui/button";
import { DialogActions, sheetLook, veilLook } from "#components/ui/dialog";

type AlertDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, in words. */
  description: ReactNode;
  /** The verb of what is done, as `Unlock`. */
  confirm: string;
  cancel?: string;
  variant?: "primary" | "danger";
  onConfirm: () => void;
  children?: ReactNode;
};

/** Asks before something that cannot be undone. Focus starts on the way out, and goes back to where it came from. */
export function AlertDialog({ open, onOpenChange, variant = "danger", ...props }: AlertDialogProps) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veilLook} />
        <Radix.Content
          className={sheetLook}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Radix would give it to a trigger of its own, and there is none.
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
        >
          <div>
            <Radix.Title className="font-medium text-base">{props.title}</Radix.Title>
            <Radix.Description className="mt-1 text-ink-2">{props.description}</Radix.Description>
          </div>
          {props.children}
          <DialogActions>
            <Radix.Cancel asChild>
              <Button>{props.cancel ?? "Cancel"}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button variant={variant} onClick={props.onConfirm}>
                {props.confirm}
              </Button>
            </Radix.Action>
          </DialogActions>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
