"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { formatCount } from "#lib/format";
import { standingSchema } from "#lib/model/problem";
import { addNote, changeProblems, restoreProblem } from "#lib/problems/change-problem";

const ids = z.array(z.string().max(40)).min(1).max(100);

const changeSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("resolve"), ids, inNextDeploy: z.boolean().optional() }),
  z.object({
    action: z.literal("mute"),
    ids,
    muteUntil: z
      .union([
        z.object({ atMs: z.int() }),
        z.object({ count: z.int().min(1).max(1_000_000_000) }),
        z.object({ escalates: z.literal(true) }),
      ])
      .optional(),
  }),
  z.object({ action: z.literal("reopen"), ids }),
]);
export type WantedChange = z.input<typeof changeSchema>;

const undoSchema = z.array(z.object({ id: z.string().max(40), standing: standingSchema })).max(100);
export type Undo = z.infer<typeof undoSchema>;

/** What was done, and what takes it back. */
export type Changed =
  | { readonly kind: "done"; readonly message: string; readonly undo: Undo }
  | { readonly kind: "failed"; readonly message: string };

const past = { resolve: "resolved", mute: "muted", reopen: "reopened" } as const;

/** Resolves, mutes or reopens problems. Those that are gone are left out of the count. */
export async function changeProblemsAction(wanted: WantedChange): Promise<Changed> {
  return told(async () => {
    const { app, account, audit } = await requireSession("write");
    const { ids: wantedIds, ...change } = changeSchema.parse(wanted);
    const mark = { author: account.email, nowMs: app.clock.now() };
    const changed = await changeProblems(app.store, wantedIds, change, mark);
    await audit(`${change.action}Problems`, changed.map(({ problem }) => problem.id).join(" "));
    revalidatePath("/problems", "layout");
    return {
      kind: "done",
      message: `${formatCount(changed.length, "problem")} ${past[change.action]}.`,
      undo: changed.map(({ problem, before }) => ({ id: problem.id, standing: { ...before } })),
    };
  });
}

/** Puts problems back where they stood. */
export async function undoProblemsAction(wanted: Undo): Promise<Changed> {
  return told(async () => {
    const { app, account, audit } = await requireSession("write");
    const standings = undoSchema.parse(wanted);
    const mark = { author: account.email, nowMs: app.clock.now() };
    for (const { id, standing } of standings) await restoreProblem(app.store, id, standing, mark);
    await audit("restoreProblems", standings.map(({ id }) => id).join(" "));
    revalidatePath("/problems", "layout");
    return { kind: "done", message: "Taken back.", undo: [] };
  });
}

const noteSchema = z.string().trim().min(1).max(2_000);

/** Adds a note to a problem's history. */
export async function addNoteAction(id: string, text: string): Promise<Changed> {
  return told(async () => {
    const { app, account, audit } = await requireSession("write");
    const note = noteSchema.safeParse(text);
    if (!note.success) throw new AppError("bad_input", "A note has 1 to 2,000 characters");
    await addNote(app.store, z.string().max(40).parse(id), app.recorder.redactText(note.data), {
      author: account.email,
      nowMs: app.clock.now(),
    });
    await audit("addNote", id);
    revalidatePath("/problems", "layout");
    return { kind: "done", message: "The note is kept.", undo: [] };
  });
}

async function told(run: () => Promise<Changed>): Promise<Changed> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: "failed", message: error.message };
  }
}
