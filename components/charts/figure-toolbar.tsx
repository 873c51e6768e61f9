import { Undo2, ZoomIn } from "lucide-react";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

type FigureToolbarProps = {
  onZoomIn: () => void;
  /** Null while there is nothing to undo. */
  onUndo: (() => void) | null;
};

/** The way to zoom for those who do not drag. */
export function FigureToolbar({ onZoomIn, onUndo }: FigureToolbarProps) {
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
    </div>
  );
}
