"use server";

import { requireSession } from "#lib/auth/gate";
import { type Drill, runFireDrill } from "#lib/drill/fire-drill";

export type DrillState = { readonly kind: "idle" } | { readonly kind: "done"; readonly drill: Drill };

/** Lives through the drill; nothing is sent and nothing is kept. */
export async function runDrillAction(): Promise<DrillState> {
  const { app } = await requireSession("write");
  return { kind: "done", drill: await runFireDrill(app) };
}
