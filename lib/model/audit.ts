/** Something that somebody did to this installation, or with its keys. */
export type AuditEvent = {
  readonly atMs: number;
  /** An e-mail, `token nightly export`, or `nobody` before anyone is known. */
  readonly actor: string;
  /** Where it came from; null where there was no request. */
  readonly address: string | null;
  /** `api_token_created` */
  readonly action: string;
  /** What was acted on, in words that need no look-up; null if the action says it all. */
  readonly target: string | null;
};

/** As it stands in the log: counted up, never changed. */
export type AuditEntry = AuditEvent & { readonly id: number };
