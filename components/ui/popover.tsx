"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { floatingLook } from "#components/ui/floating.ts";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, sideOffset = 6, align = "start", ...props }: PopoverContentProps) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        align={align}
        collisionPadding={8}
        className={cn(floatingLook, "w-72 max-w-[calc(100vw-1rem)] p-3", className)}
        {...props}
      />
    </Radix.Portal>
  );
}

type PopoverContentProps = ComponentProps<typeof Radix.Content>;
