/** A seeded source of numbers: the same seed gives the same sequence everywhere. Not for secrets. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  /** Both ends included. */
  readonly integer: (min: number, max: number) => number;
  readonly pick: <T extends readonly [unknown, ...unknown[]]>(items: T) => T[number];
  /** True for this share (0..1) of the calls. */
  readonly chance: (share: number) => boolean;
  /** Lower-case hexadecimal digits. */
  readonly hex: (length: number) => string;
  /** A sequence of its own, that no draw from this one disturbs. */
  readonly fork: (label: string) => Random;
};

/** Mulberry32 (Tommy Ettinger's generator of 32 bits of state). `seed` is taken modulo 2^32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    chance: (share) => next() < share,
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(""),
    fork: (label) => createRandom(hash(`${seed >>> 0}:${label}`)),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
