import type { ReactNode } from "react";
import { Mark } from "#components/shell/mark";
import { Notice } from "#components/ui/notice";
import { readEntrance } from "#lib/auth/entrance";

/** The few pages that a visitor sees before anyone knows them. */
export default async function EntranceLayout({ children }: { children: ReactNode }) {
  const { isProtected } = await readEntrance();
  return (
    <div className="grid min-h-dvh content-start justify-items-center bg-paper-2 px-4 pt-[max(2.5rem,14vh)] pb-10">
      <main className="grid w-full max-w-sm gap-5">
        <p className="flex items-center gap-2 font-medium text-base">
          <Mark className="size-6" />
          Ajar
        </p>
        {isProtected ? null : (
          <Notice tone="caution">
            This connection is not encrypted: anyone on the way can read what you type. Put Ajar behind https, or open
            it on the machine that it runs on.
          </Notice>
        )}
        {children}
      </main>
    </div>
  );
}
