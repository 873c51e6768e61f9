"use client";

import { Download } from "lucide-react";
import { type ExportSubject, exportFormats, exportHref } from "#components/export/export-href.ts";
import { Button } from "#components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";

type ExportMenuProps = {
  subject: ExportSubject;
  /** The page's query: range and filters. */
  search: string;
  /** IANA zone that the page writes times in. */
  timeZone: string;
};

/** Downloads what the page shows, all of it, as rows. */
export function ExportMenu({ subject, search, timeZone }: ExportMenuProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="sm" data-print="hide">
          <Download aria-hidden />
          Export
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-64 p-1.5" aria-label="Export">
        <ul className="grid gap-0.5">
          {exportFormats.map(({ format, label, hint }) => (
            <li key={format}>
              <a
                href={exportHref(subject, format, search, timeZone)}
                download
                className="grid rounded-md px-2 py-1.5 hover:bg-paper-3 pointer-coarse:py-2.5"
              >
                <span>{label}</span>
                <span className="text-ink-3 text-xs">{hint}</span>
              </a>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
