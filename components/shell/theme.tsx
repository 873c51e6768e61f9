"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { ThemeProvider as NextThemes, useTheme } from "next-themes";
import { type ReactNode, useSyncExternalStore } from "react";
import { Segmented } from "#components/ui/segmented";

const themes = ["system", "light", "dark"] as const;

type ThemeProviderProps = { nonce: string | undefined; children: ReactNode };

/** Sets the theme before the first paint; the nonce lets its one inline script through the CSP. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  const allowed = nonce ? { nonce } : {};
  return (
    <NextThemes attribute="data-theme" defaultTheme="system" disableTransitionOnChange {...allowed}>
      {children}
    </NextThemes>
  );
}

const items = [
  { value: "system", label: <Icon of={Monitor} text="System" />, title: "As the system" },
  { value: "light", label: <Icon of={Sun} text="Light" />, title: "Light" },
  { value: "dark", label: <Icon of={Moon} text="Dark" />, title: "Dark" },
] as const;

/** System, light or dark. The choice lives in this browser alone, so the server cannot know it. */
export function ThemeToggle({ className }: { className?: string | undefined }) {
  const { theme, setTheme } = useTheme();
  const mounted = useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );
  const value = themes.find((one) => mounted && one === theme) ?? "system";
  return <Segmented label="Theme" value={value} onValueChange={setTheme} items={items} className={className} />;
}

function subscribeNever() {
  return () => undefined;
}

function Icon({ of: Of, text }: { of: typeof Sun; text: string }) {
  return (
    <>
      <Of aria-hidden />
      <span className="sr-only">{text}</span>
    </>
  );
}
