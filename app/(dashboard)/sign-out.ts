"use server";

import { redirect } from "next/navigation";
import { signOut } from "#lib/auth/entrance";
import { requireSession } from "#lib/auth/gate";

/** Ends the session of this browser and leads to the login page. */
export async function signOutAction(): Promise<void> {
  const { audit } = await requireSession();
  await audit("signOut");
  await signOut();
  redirect("/login");
}
