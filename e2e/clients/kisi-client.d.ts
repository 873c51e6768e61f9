// What the tests use of Kisi's own client, which brings no types.
declare module "kisi-client" {
  type Config = { readonly baseURL: string; readonly headers?: Readonly<Record<string, string>> };

  /** Each method resolves with the answer's body in camel case, or rejects with its status, code and reason. */
  export default class Kisi {
    constructor(config: Config);
    setLoginSecret(secret: string | null): void;
    signIn(user: Readonly<Record<"domain" | "email" | "password", string>>): Promise<{ readonly secret: string }>;
    signOut(): Promise<unknown>;
    get(path: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
    post(path: string, data?: Readonly<Record<string, unknown>>): Promise<unknown>;
    put(path: string, data?: Readonly<Record<string, unknown>>): Promise<unknown>;
    delete(path: string): Promise<unknown>;
  }
}
