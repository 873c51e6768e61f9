"use client";

import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
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

/** Asks before something that cannot be undone. Focus starts on the way out. */
export function AlertDialog({ open, onOpenChange, variant = "danger", ...props }: AlertDialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veilLook} />
        <Radix.Content className={sheetLook}>
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
