/** More secrets than this in one exchange are a list of them: then nothing of its bodies is kept. */
const secretsMax = 256;

/** The secret values seen in one exchange. */
export class SecretSet {
  readonly values = new Set<string>();
  #overflowed = false;

  /** True if there were more than can be searched for. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  add(secret: string): void {
    if (this.values.size < secretsMax) this.values.add(secret);
    else if (!this.values.has(secret)) this.#overflowed = true;
  }
}
