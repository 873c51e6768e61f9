/** A moment of a JSON body, ISO 8601 as its schema has checked it or epoch ms, as epoch ms. */
export function instantOf(moment: string | number): number {
  return typeof moment === "number" ? moment : Date.parse(moment);
}
