import type { ReactNode } from "react";
import { Mark } from "#components/shell/mark";
import { NavBar, NavRail } from "#components/shell/nav";
import { Palette } from "#components/shell/palette";
import { Shortcuts } from "#components/shell/shortcuts";
import { TopRange } from "#components/shell/top-range";
import { UserMenu } from "#components/shell/user-menu";

type AppShellProps = {
  email: string;
  /** Server action that ends the session and leads to the login page. */
  signOut: () => Promise<void>;
  localTimeZone: string;
  nowMs: number;
  /** Lines that must never be out of sight: demo, not encrypted. */
  banners?: ReactNode;
  /** Filters that belong to every page, such as the integration, */
  filters?: ReactNode;
  /** and what they leave, in words. */
  scope?: ReactNode;
  /** The risk badge. */
  risk?: ReactNode;
  children: ReactNode;
};

/** Frame of every page behind the gate: rail or bottom bar, top bar, content up to 1440 px. */
export function AppShell({
  email,
  signOut,
  localTimeZone,
  nowMs,
  banners,
  filters,
  scope,
  risk,
  children,
}: AppShellProps) {
  const userMenu = <UserMenu email={email} signOut={signOut} />;
  return (
    <div className="lg:grid lg:grid-cols-[12.5rem_minmax(0,1fr)] print:block">
      <a
        href="#main"
        data-print="hide"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-1.5 text-paper focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      {/* Fixed, not sticky: the focus that comes to what is sticky, as when the palette closes, scrolls the page. */}
      <aside
        className="fixed inset-y-0 left-0 hidden w-[12.5rem] flex-col overflow-y-auto border-r bg-paper-2 lg:flex"
        data-print="hide"
      >
        <div className="flex h-12 items-center gap-2 px-4">
          <Mark className="size-5" />
          <span className="font-medium text-base tracking-[-0.01em]">Ajar</span>
        </div>
        <nav aria-label="Main" className="px-2 py-2">
          <NavRail />
        </nav>
        <div className="mt-auto grid gap-0.5 px-2 py-2">
          <Palette />
          <Shortcuts />
          {userMenu}
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col lg:col-start-2">
        {banners}
        <header className="sticky top-0 z-30 border-b bg-paper" data-print="hide">
          <div className="mx-auto flex h-12 max-w-[1440px] items-center gap-2 px-4 lg:px-6">
            <Mark className="size-5 shrink-0 max-sm:hidden lg:hidden" />
            <TopRange localTimeZone={localTimeZone} nowMs={nowMs} />
            {filters}
            <div className="ml-auto flex items-center gap-2">
              {risk}
              <div className="lg:hidden">{userMenu}</div>
            </div>
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-[1440px] flex-1 px-4 pt-5 pb-24 outline-none lg:px-6 lg:pb-10"
        >
          {scope}
          {children}
        </main>
        <nav
          aria-label="Main"
          className="fixed inset-x-0 bottom-0 z-30 border-t bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
          data-print="hide"
        >
          <NavBar />
        </nav>
      </div>
    </div>
  );
}
