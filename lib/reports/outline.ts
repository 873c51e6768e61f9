/** A report as a reader meets it, in pieces that every format can set. Texts are plain; times are UTC. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  | { readonly kind: "figures"; readonly items: readonly Figure[] }
  | { readonly kind: "chart"; readonly chart: Chart }
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "code"; readonly label: string; readonly text: string }
  | { readonly kind: "heading"; readonly text: string };

export type Fact = { readonly label: string; readonly value: string; readonly mono?: boolean };

/** A figure to be seen from afar, with what it is of. */
export type Figure = { readonly label: string; readonly value: string; readonly note: string };

export type Column = {
  readonly label: string;
  readonly align?: "right";
  readonly mono?: boolean;
  /** Takes what room the others leave. */
  readonly wide?: boolean;
};

export type Table = {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
};

/** Failures over time, a stack a bar. */
export type Chart = {
  readonly label: string;
  readonly classes: readonly { readonly key: string; readonly label: string; readonly color: string }[];
  readonly bars: readonly { readonly t: string; readonly attempts: number; readonly values: readonly number[] }[];
  readonly bucketSeconds: number;
};

export type Section = { readonly title: string; readonly blocks: readonly Block[] };

export type Outline = {
  readonly title: string;
  readonly claim: string;
  /** Stands under the title: number, date, who. */
  readonly imprint: readonly string[];
  /** For the foot of every page. */
  readonly name: string;
  readonly sections: readonly Section[];
};
