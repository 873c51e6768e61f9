/** A Kisi key by what may be shown of it: its last four characters, or the beginning of its fingerprint. */
export function keyWords({
  fingerprint,
  last4,
}: {
  readonly fingerprint: string;
  readonly last4: string | null;
}): string {
  return last4 === null ? `key ${fingerprint.slice(0, 8)}` : `key …${last4}`;
}
