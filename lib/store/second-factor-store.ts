/** An app that shows codes, as it is kept: sealed. */
export type SecondFactor = {
  readonly sealed: string;
  readonly createdAtMs: number;
  /** Null until a first code has shown that the app has it; nothing asks for codes until then. */
  readonly confirmedAtMs: number | null;
  /** The latest step of which a code was used. */
  readonly lastStep: number;
};

/** The second step of signing in, for accounts that want one: an app, and codes that stand in for it once each. */
export type SecondFactorStore = {
  readonly findSecondFactor: (accountId: number) => Promise<SecondFactor | undefined>;
  /** Takes the place of one that was never confirmed; false if there is a confirmed one. */
  readonly offerSecondFactor: (
    accountId: number,
    offer: Pick<SecondFactor, "sealed" | "createdAtMs">,
  ) => Promise<boolean>;
  /** From now on it is asked for. False if the offer `sealed` is not there any more, or is confirmed already. */
  readonly confirmSecondFactor: (
    accountId: number,
    confirmed: { readonly sealed: string; readonly atMs: number; readonly step: number },
    codeHashes: readonly string[],
  ) => Promise<boolean>;
  /** Notes that a code of the step was used. True once for each step, and never for one before the latest. */
  readonly spendStep: (accountId: number, step: number) => Promise<boolean>;
  /** Uses a recovery code up. True once for each. */
  readonly spendRecoveryCode: (accountId: number, codeHash: string) => Promise<boolean>;
  readonly countRecoveryCodes: (accountId: number) => Promise<number>;
  /** With its recovery codes. False if there was none. */
  readonly removeSecondFactor: (accountId: number) => Promise<boolean>;
};
