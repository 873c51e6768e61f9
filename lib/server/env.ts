/** placeholder, replaced below */
export type Env = { readonly kisiBaseUrl: string };
