import type { Side } from "#lib/kisi/error-codes/entry";

/** What happened, in words for someone who was woken by it. */
export type AdviceText = {
  readonly title: string;
  readonly meaning: string;
  readonly side: Side;
  readonly steps: readonly string[];
};
