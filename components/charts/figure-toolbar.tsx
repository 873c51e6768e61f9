import { Undo2, ZoomIn } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

type FigureToolbarProps = {
  onZoomIn: () => void;
  /** Null while there is nothing to undo. */
  onUndo: (() => void) | null;
  children: ReactNode;
};

/** The way to zoom for those who do not drag; `children` is what else can be done with the figure. */
export function FigureToolbar({ onZoomIn, onUndo, children }: FigureToolbarProps) {
  return (
    <div className="ml-auto flex items-center gap-1" data-print="hide">
      {onUndo ? (
        <Tooltip content="Undo the last zoom (Esc in the chart)">
          <Button variant="ghost" size="sm" onClick={onUndo}>
            <Undo2 aria-hidden />
            Undo zoom
          </Button>
        </Tooltip>
      ) : null}
      <Tooltip content="Zoom in on the middle: or drag over the chart, or + in it">
        <Button variant="ghost" size="icon-sm" aria-label="Zoom in" onClick={onZoomIn}>
          <ZoomIn aria-hidden />
        </Button>
      </Tooltip>
      {children}
    </div>
  );
}
