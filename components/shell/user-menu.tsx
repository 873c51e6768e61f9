"use client";

import { CircleUserRound, LogOut } from "lucide-react";
import { ThemeToggle } from "#components/shell/theme";
import { Button } from "#components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";

type UserMenuProps = { email: string; signOut: () => Promise<void> };

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ email, signOut }: UserMenuProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          className="w-10 justify-start gap-2.5 px-2 font-normal max-lg:justify-center lg:w-full"
          aria-label={`Account: ${email}`}
        >
          <CircleUserRound strokeWidth={1.75} aria-hidden />
          <span className="truncate max-lg:hidden">{email}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-60 p-0" aria-label="Account">
        <p className="truncate px-3 pt-2.5 text-ink-3 text-xs">{email}</p>
        <div className="flex items-center justify-between gap-2 px-3 py-2">
          Theme
          <ThemeToggle />
        </div>
        <form action={signOut} className="border-t p-1">
          <Button type="submit" variant="ghost" className="w-full justify-start gap-2 px-2 font-normal">
            <LogOut aria-hidden />
            Sign out
          </Button>
        </form>
      </PopoverContent>
    </Popover>
  );
}
