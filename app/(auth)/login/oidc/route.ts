import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { startOidc } from "#lib/auth/oidc-entrance";

/** Sends a visitor to the provider. */
export async function GET(request: NextRequest): Promise<Response> {
  redirect(await startOidc(request.nextUrl.searchParams.get("next")));
}
