/** One operation of the catalogue, as its form needs to know it. */
export type CallFormProps = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
  /** A list that takes `limit` and `offset`; null for everything else. */
  readonly page: { readonly limitDefault: number; readonly limitMax: number } | null;
  readonly hasBody: boolean;
  readonly doorAction: boolean;
  readonly deprecated: boolean;
};
