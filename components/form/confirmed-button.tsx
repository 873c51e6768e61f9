"use client";

import { type ComponentProps, type ReactNode, useState, useTransition } from "react";
import { AlertDialog } from "#components/ui/alert-dialog";
import { Button } from "#components/ui/button";

type ConfirmedButtonProps = Pick<ComponentProps<typeof Button>, "variant" | "size" | "aria-label"> & {
  /** The question. */
  title: string;
  /** What will happen. */
  description: ReactNode;
  /** The verb of what is done. */
  confirm: string;
  action: () => Promise<void> | void;
  children: ReactNode;
};

/** A button that asks before it acts. */
export function ConfirmedButton({ title, description, confirm, action, children, ...look }: ConfirmedButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  return (
    <>
      <Button {...look} pending={isPending} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <AlertDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={title}
        description={description}
        confirm={confirm}
        onConfirm={() => startTransition(async () => action())}
      />
    </>
  );
}
