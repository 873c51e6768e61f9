"use client";

import { Command } from "cmdk";
import { Monitor, Moon, Search, Sun } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTheme } from "next-themes";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, useEffect, useState } from "react";
import { navHref, navItems } from "#components/shell/nav-items.ts";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn.ts";
import { sheetLook, veilLook } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";

const themeItems = [
  { value: "system", label: "Theme: as the system", icon: Monitor },
  { value: "light", label: "Theme: light", icon: Sun },
  { value: "dark", label: "Theme: dark", icon: Moon },
] as const;

/** Cmd-K or Ctrl-K: go anywhere, change the theme. */
export function Palette() {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const wanted = text.trim();
  const router = useRouter();
  const params = useSearchParams();
  const { setTheme } = useTheme();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  const run = (act: () => void) => () => {
    setOpen(false);
    setText("");
    act();
  };
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button variant="ghost" className="w-full justify-start gap-2.5 px-2 font-normal">
          <Search strokeWidth={1.75} aria-hidden />
          Go to
          <span className="ml-auto">
            <Kbd>Ctrl K</Kbd>
          </span>
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={veilLook} />
        <Radix.Content className={cn(sheetLook, "overflow-hidden p-0")} aria-describedby={undefined}>
          <Radix.Title className="sr-only">Go to</Radix.Title>
          <Command loop>
            <Command.Input
              placeholder="Go to a page, find a call, change the theme"
              value={text}
              onValueChange={setText}
              className="h-11 w-full border-b bg-transparent px-4 text-base outline-none"
            />
            <Command.List className="max-h-80 overflow-y-auto p-1.5">
              {navItems.map((item) => (
                <Item key={item.href} onSelect={run(() => router.push(navHref(item, params)))}>
                  <item.icon aria-hidden strokeWidth={1.75} />
                  {item.label}
                </Item>
              ))}
              {themeItems.map((item) => (
                <Item key={item.value} onSelect={run(() => setTheme(item.value))}>
                  <item.icon aria-hidden strokeWidth={1.75} />
                  {item.label}
                </Item>
              ))}
              {wanted ? (
                <Item forceMount value={`find ${wanted}`} onSelect={run(() => router.push(findHref(wanted, params)))}>
                  <Search aria-hidden strokeWidth={1.75} />
                  <span className="min-w-0 truncate">Calls with “{wanted}” in path, error or id</span>
                </Item>
              ) : null}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The calls of the range that is looked at, of all traffic. */
function findHref(text: string, params: URLSearchParams): string {
  const search = new URLSearchParams([...params].filter(([name]) => keptNames.has(name)));
  search.set("q", text.slice(0, 200));
  return `/calls?${search}`;
}

const keptNames: ReadonlySet<string> = new Set(["last", "from", "to", "tz"]);

function Item(props: ComponentProps<typeof Command.Item>) {
  return (
    <Command.Item
      className="flex h-9 items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-paper-3 [&_svg]:size-4 [&_svg]:text-ink-3"
      {...props}
    />
  );
}
