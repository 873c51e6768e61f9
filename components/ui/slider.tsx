"use client";

import { Slider as Radix } from "radix-ui";
import { cn } from "#components/ui/cn.ts";

type SliderProps = {
  label: string;
  /** What the position means, for those who cannot see the figure beside it. */
  valueText: string;
  value: number;
  max: number;
  onValueChange: (value: number) => void;
  className?: string | undefined;
};

/** One of `max` + 1 positions, by pointer, arrows, Page Up and Down, Home and End. */
export function Slider({ label, valueText, value, max, onValueChange, className }: SliderProps) {
  return (
    <Radix.Root
      value={[value]}
      max={max}
      onValueChange={([next]) => onValueChange(next ?? value)}
      className={cn("relative flex h-8 w-full touch-none select-none items-center pointer-coarse:h-10", className)}
    >
      <Radix.Track className="relative h-1 grow rounded-full bg-line-2">
        <Radix.Range className="absolute h-full rounded-full bg-accent" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-4 rounded-full border-2 border-accent bg-paper pointer-coarse:size-6"
      />
    </Radix.Root>
  );
}
