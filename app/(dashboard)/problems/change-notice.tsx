"use client";

import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { Changed, Undo } from "./actions";

type ChangeNoticeProps = { readonly changed: Changed | null; readonly onUndo: (undo: Undo) => void };

/** What has just become of problems, with the way back. */
export function ChangeNotice({ changed, onUndo }: ChangeNoticeProps) {
  return (
    <div role="status" className={changed ? "" : "sr-only"}>
      {changed ? (
        <Notice tone={changed.kind === "failed" ? "danger" : "neutral"}>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {changed.message}
            {changed.kind === "done" && changed.undo.length > 0 ? (
              <Button size="sm" onClick={() => onUndo(changed.undo)}>
                Undo
              </Button>
            ) : null}
          </span>
        </Notice>
      ) : null}
    </div>
  );
}
