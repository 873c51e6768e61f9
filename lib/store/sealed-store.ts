/** A text that only the installation's secret opens, and the place that it was sealed for: `table:row:column`. */
export type SealedText = { readonly place: string; readonly sealed: string };

/** Everything sealed that is kept, for sealing it anew. */
export type SealedStore = {
  readonly listSealed: () => Promise<readonly SealedText[]>;
  /**
   * Puts each text in the place of the former one and stores the settings, all in one step. Throws `conflict`, changing
   * nothing, if nothing sealed stands at one of the places.
   */
  readonly replaceSealed: (
    texts: readonly SealedText[],
    settings: readonly { readonly key: string; readonly value: string }[],
  ) => Promise<void>;
};
