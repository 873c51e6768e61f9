"use server";

import { redirect } from "next/navigation";
import { signOut } from "#lib/auth/entrance";

/** Ends the session of this browser and leads to the login page. */
export async function signOutAction(): Promise<void> {
  await signOut();
  redirect("/login");
}
