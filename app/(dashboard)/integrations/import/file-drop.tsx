import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { formatBytes } from "#lib/format";

type FileDropProps = { file: File | null; disabled: boolean; onFile: (file: File) => void };

/** Takes one file: chosen by a press or a key, or dropped. */
export function FileDrop({ file, disabled, onFile }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first && !disabled) onFile(first);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex min-h-28 cursor-pointer flex-col items-center justify-center gap-1 rounded-md border border-line-3 border-dashed px-4 py-5 text-center transition-colors hover:bg-paper-2 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        isOver && "border-accent bg-accent-wash",
        disabled && "cursor-not-allowed opacity-55",
      )}
    >
      <FileUp className="size-5 text-ink-3" strokeWidth={1.75} aria-hidden />
      <span className="wrap-anywhere font-medium">{file ? file.name : "Choose a HAR file"}</span>
      <span className="text-ink-3 text-xs">
        {file ? `${formatBytes(file.size)}, choose another` : "or drop it here"}
      </span>
      <input
        type="file"
        accept=".har,.json,application/json"
        className="sr-only"
        disabled={disabled}
        onChange={(event) => {
          take(event.target.files);
          // So that the same file, changed meanwhile, can be chosen again.
          event.target.value = "";
        }}
      />
    </label>
  );
}
