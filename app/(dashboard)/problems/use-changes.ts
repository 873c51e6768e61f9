"use client";

import { useState, useTransition } from "react";
import { type Changed, changeProblemsAction, type Undo, undoProblemsAction, type WantedChange } from "./actions";

/** Changes problems and keeps what was last said of it, with the way back. */
export function useChanges() {
  const [last, setLast] = useState<Changed | null>(null);
  const [isPending, startTransition] = useTransition();
  const run = (act: () => Promise<Changed>) => startTransition(async () => setLast(await act()));
  return {
    last,
    isPending,
    change: (wanted: WantedChange) => run(() => changeProblemsAction(wanted)),
    undo: (undo: Undo) => run(() => undoProblemsAction(undo)),
  };
}
