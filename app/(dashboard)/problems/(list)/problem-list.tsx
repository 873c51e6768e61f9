"use client";

import { BellOff, Check, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useSingleKeys } from "#components/shell/use-single-keys.ts";
import { Button } from "#components/ui/button";
import type { WantedChange } from "../actions";
import { ChangeNotice } from "../change-notice";
import type { ProblemRow } from "../problem-row";
import { ProblemRows } from "../problem-rows";
import { useChanges } from "../use-changes";

type ProblemListProps = { readonly rows: readonly ProblemRow[]; readonly canChange: boolean };

const actions = [
  { action: "resolve", label: "Resolve", key: "e", icon: Check },
  { action: "mute", label: "Mute", key: "m", icon: BellOff },
  { action: "reopen", label: "Reopen", key: "r", icon: RotateCcw },
] as const;

/** The list with what can be done to many at once: by the boxes, or by single keys to the row that has the focus. */
export function ProblemList({ rows, canChange }: ProblemListProps) {
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const { last, isPending, change, undo } = useChanges();
  const chosen = rows.filter(({ id }) => checked.has(id)).map(({ id }) => id);
  const act = (action: WantedChange["action"], ids: readonly string[]) => {
    setChecked(new Set());
    change({ action, ids: [...ids] });
  };
  useSingleKeys(({ key, target }) => {
    const wanted = actions.find((action) => action.key === key);
    if (!canChange || !wanted || !(target instanceof HTMLElement)) return;
    const id = target.closest<HTMLElement>("a[data-row]")?.dataset.problem;
    if (id !== undefined) act(wanted.action, [id]);
  });
  const toggle = (id: string) => setChecked(checked.has(id) ? without(checked, id) : new Set([...checked, id]));
  return (
    <>
      <div className="grid gap-2 px-4 pb-3 empty:hidden">
        <ChangeNotice changed={last} onUndo={undo} />
        {canChange ? (
          <div className="flex flex-wrap items-center gap-2" data-print="hide">
            <label className="mr-1 flex min-h-6 items-center gap-2 text-ink-2 text-xs">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={chosen.length === rows.length}
                onChange={(event) => setChecked(new Set(event.target.checked ? rows.map(({ id }) => id) : []))}
              />
              {chosen.length === 0 ? "All on this page" : `${chosen.length} chosen`}
            </label>
            {actions.map(({ action, label, key, icon: Icon }) => (
              <Button
                key={action}
                size="sm"
                disabled={chosen.length === 0}
                pending={isPending}
                onClick={() => act(action, chosen)}
                title={`${label}: ${key} on a row`}
              >
                <Icon aria-hidden />
                {label}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
      <ProblemRows rows={rows} checked={checked} onToggle={canChange ? toggle : null} />
    </>
  );
}

function without(set: ReadonlySet<string>, gone: string): ReadonlySet<string> {
  return new Set([...set].filter((id) => id !== gone));
}
