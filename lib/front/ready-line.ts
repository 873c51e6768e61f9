import { setUpLink } from "#lib/auth/set-up";
import type { App } from "#lib/server/app";

/** The one line that a start prints: where to go, and until there is an owner, the one-time link to become it. */
export async function readyLine(app: App): Promise<string> {
  const what = app.demo ? "Ajar (DEMO: simulated Kisi, invented data)" : "Ajar";
  if (await app.store.hasOwner()) return `${what} is ready at ${app.publicUrl}`;
  const link = setUpLink(app.publicUrl, app.auth.setUpCode);
  return `${what} is ready. Set it up with this one-time link, good for 30 minutes: ${link}`;
}
