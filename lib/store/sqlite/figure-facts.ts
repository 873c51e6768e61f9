/** What an attempt adds to figures. Ids as in the database, 0 where there is none. */
export type FigureFacts = {
  readonly startedAtMs: number;
  readonly routeId: number;
  readonly integrationId: number;
  readonly credentialId: number;
  readonly outcome: number;
  readonly status: number | null;
  readonly latencyMs: number;
  readonly attempt: number;
  /** Last attempt of its call. */
  readonly final: boolean;
};
