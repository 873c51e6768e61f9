/** What a value is made of: the name of its type, its fields, or what the items of a list have in common. */
export type Shape = string | { readonly [field: string]: Shape } | readonly [Shape];

/** The names and types of a request's query and body, and nothing of their values. */
export type RequestShape = { readonly query: { readonly [name: string]: Shape }; readonly body: Shape | null };

/** A shape as it is stored, and when its request was sent. */
export type DatedShape = { readonly shape: RequestShape; readonly atMs: number };

/** What a problem's first failure was made of, and the latest success of its route; null where nothing was kept. */
export type ProblemShapes = { readonly firstFailure: DatedShape | null; readonly latestSuccess: DatedShape | null };
