/** Tries that are counted under a key, and when they are forgotten. */
export type TryCount = { readonly tries: number; readonly endsAtMs: number };

/** Where somebody has signed in from: a group of addresses, or a browser by the SHA-256 of its token. */
export type KnownPlace = { readonly accountId: number; readonly kind: "address" | "device"; readonly name: string };

/** What slows guessing down. It is kept, so that a restart lifts no wait. */
export type SignInStore = {
  /** Undefined if nothing is counted, or it is forgotten by now. */
  readonly findTries: (key: string, nowMs: number) => Promise<TryCount | undefined>;
  /**
   * Counts one try more, in one step with reading; the first one opens a window of `windowMs`. Windows of any key that
   * are over are deleted on the way.
   */
  readonly countTry: (key: string, nowMs: number, windowMs: number) => Promise<TryCount>;
  /** Takes one try back, or with `all` everything that is counted under the key. */
  readonly takeTryBack: (key: string, howMany: "one" | "all") => Promise<void>;
  readonly isKnownPlace: (place: KnownPlace) => Promise<boolean>;
  /** Notes a sign-in. Places that nobody has signed in from since `forgetBeforeMs` are forgotten. */
  readonly keepPlace: (place: KnownPlace, nowMs: number, forgetBeforeMs: number) => Promise<void>;
};
