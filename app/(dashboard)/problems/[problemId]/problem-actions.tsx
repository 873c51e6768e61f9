"use client";

import { Check, Rocket, RotateCcw } from "lucide-react";
import { useSingleKeys } from "#components/shell/use-single-keys.ts";
import { Button } from "#components/ui/button";
import type { ProblemState } from "#lib/model/problem";
import type { WantedChange } from "../actions";
import { ChangeNotice } from "../change-notice";
import { useChanges } from "../use-changes";
import { MuteMenu } from "./mute-menu";

type ProblemActionsProps = { readonly id: string; readonly state: ProblemState };

const keys: Readonly<Partial<Record<string, WantedChange["action"]>>> = { e: "resolve", m: "mute", r: "reopen" };

/** What can be done with a problem, by buttons or by single keys, with the way back. */
export function ProblemActions({ id, state }: ProblemActionsProps) {
  const { last, isPending, change, undo } = useChanges();
  const ids = [id];
  const isOpen = state !== "resolved" && state !== "muted";
  const can = { resolve: state !== "resolved", mute: isOpen, reopen: !isOpen };
  useSingleKeys(({ key }) => {
    const action = keys[key];
    if (action && can[action] && !isPending) change({ action, ids });
  });
  return (
    <div className="grid gap-2" data-print="hide">
      <div className="flex flex-wrap items-center gap-2">
        {can.resolve ? (
          <>
            <Button pending={isPending} onClick={() => change({ action: "resolve", ids })} title="Resolve: e">
              <Check aria-hidden />
              Resolve
            </Button>
            <Button
              pending={isPending}
              onClick={() => change({ action: "resolve", ids, inNextDeploy: true })}
              title="Failures before the next deploy do not bring it back"
            >
              <Rocket aria-hidden />
              Resolve in the next deploy
            </Button>
          </>
        ) : null}
        {can.mute ? (
          <MuteMenu
            pending={isPending}
            onMute={(muteUntil) => change({ action: "mute", ids, ...(muteUntil ? { muteUntil } : {}) })}
          />
        ) : null}
        {can.reopen ? (
          <Button pending={isPending} onClick={() => change({ action: "reopen", ids })} title="Reopen: r">
            <RotateCcw aria-hidden />
            Reopen
          </Button>
        ) : null}
      </div>
      <ChangeNotice changed={last} onUndo={undo} />
    </div>
  );
}
