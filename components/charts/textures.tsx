import type { SentOutcome } from "#components/charts/traffic-points.ts";
import { sentOutcomes } from "#components/charts/traffic-points.ts";
import { type OutcomeLook, outcomeLooks } from "#components/ui/outcome-look.ts";

/** The fill of a class within one chart's drawing. */
export function textureFill(prefix: string, outcome: SentOutcome): string {
  const { texture, color } = outcomeLooks[outcome];
  return texture === "solid" ? color : `url(#${prefix}-${outcome})`;
}

export function unfinishedFill(prefix: string): string {
  return `url(#${prefix}-unfinished)`;
}

/** Patterns that tell the classes apart without colour. Stands inside a chart; `prefix` keeps the ids of charts apart. */
export function Textures({ prefix }: { prefix: string }) {
  return (
    <defs>
      {sentOutcomes.map((outcome) => {
        const { texture, color } = outcomeLooks[outcome];
        return texture === "solid" ? null : (
          <pattern key={outcome} id={`${prefix}-${outcome}`} width="4" height="4" patternUnits="userSpaceOnUse">
            <rect width="4" height="4" fill={color} />
            <path d={strokes[texture]} stroke="var(--paper)" strokeWidth="1" strokeOpacity="0.35" fill="none" />
          </pattern>
        );
      })}
      <pattern id={`${prefix}-unfinished`} width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M-1 7L7 -1" stroke="var(--line-2)" strokeWidth="1" />
      </pattern>
    </defs>
  );
}

const strokes: Readonly<Record<Exclude<OutcomeLook["texture"], "solid">, string>> = {
  diagonal: "M-1 5L5 -1M-1 1L1 -1M3 5L5 3",
  backslash: "M-1 -1L5 5M-1 3L1 5M3 -1L5 1",
  dots: "M1.5 2H2.5",
  outline: "M0 0H4M0 0V4",
};
