import { redirect } from "next/navigation";
import { finishOidc } from "#lib/auth/oidc-entrance";

/** Takes a visitor back from the provider. */
export async function GET(): Promise<Response> {
  redirect(await finishOidc());
}
