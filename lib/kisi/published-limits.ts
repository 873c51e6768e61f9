import type { Operation } from "#lib/kisi/catalogue";

/** So many attempts of one Kisi user may begin within the window. */
export type PublishedLimit = {
  /** Empty for the limit of all calls. */
  readonly name: string;
  readonly count: number;
  readonly windowMs: number;
};

const ofAllCalls: PublishedLimit = { name: "", count: 5, windowMs: 1_000 };

const byOperation: ReadonlyMap<string, readonly PublishedLimit[]> = new Map([
  ["createEventSet", [ofAllCalls, { name: "event_sets", count: 1, windowMs: 1_000 }]],
  ["createSignedUploadURL", [ofAllCalls, { name: "signed_upload_urls", count: 1, windowMs: 10_000 }]],
]);

/**
 * The limits of Kisi's API reference: 5 requests a second for each user, or for all calls without a key together;
 * `POST /event_sets` 1 a second; `POST /signed_upload_urls` 1 in 10 seconds.
 */
export function publishedLimitsOf(operation: Operation | null): readonly PublishedLimit[] {
  return byOperation.get(operation?.operationId ?? "") ?? [ofAllCalls];
}
