"use client";

import { CircleUserRound, LogOut } from "lucide-react";
import { useId } from "react";
import { ThemeToggle } from "#components/shell/theme";
import { Button } from "#components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";

type UserMenuProps = { email: string; signOut: () => Promise<void> };

export function UserMenu({ email, signOut }: UserMenuProps) {
  const formId = useId();
  return (
    <>
      <form id={formId} action={signOut} hidden />
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            className="w-10 justify-start gap-2.5 px-2 font-normal max-lg:justify-center lg:w-full"
            aria-label={`Account: ${email}`}
          >
            <CircleUserRound strokeWidth={1.75} aria-hidden />
            <span className="truncate max-lg:hidden">{email}</span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-56">
          <DropdownMenuLabel className="truncate">{email}</DropdownMenuLabel>
          <DropdownMenuSeparator />
          <div className="flex items-center justify-between gap-2 px-2 py-1">
            Theme
            <ThemeToggle />
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <button type="submit" form={formId} className="w-full">
              <LogOut aria-hidden />
              Sign out
            </button>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}
