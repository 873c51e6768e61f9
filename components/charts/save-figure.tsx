import { Image as ImageIcon } from "lucide-react";
import { useState } from "react";
import { pictureOfFigure } from "#components/charts/picture-of-figure.ts";
import { savePicture } from "#components/charts/save-picture.ts";
import { Button } from "#components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";
import { toast } from "#components/ui/toaster";

type SaveFigureProps = {
  /** The figure as it stands in the page. */
  getFigure: () => Element | null;
  title: string;
  /** Range, zone and n: what the picture would not say by itself. */
  note: string;
};

/** Saves the charts as a picture, as they are shown. */
export function SaveFigure({ getFigure, title, note }: SaveFigureProps) {
  const [open, setOpen] = useState(false);
  const save = (format: "png" | "svg") => {
    setOpen(false);
    const figure = getFigure();
    if (!figure) return;
    const name = `ajar-${title} ${note}`.replace(/[^\w]+/g, "-").slice(0, 100);
    savePicture(pictureOfFigure(figure, { title, note }), name, format).catch(() =>
      toast("The picture could not be made"),
    );
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label="Save as a picture">
          <ImageIcon aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="grid w-40 gap-0.5 p-1.5" aria-label="Save as a picture">
        {(["png", "svg"] as const).map((format) => (
          <Button key={format} variant="ghost" className="justify-start" onClick={() => save(format)}>
            {format.toUpperCase()}
          </Button>
        ))}
      </PopoverContent>
    </Popover>
  );
}
