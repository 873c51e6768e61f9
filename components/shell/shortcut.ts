import { navItems } from "#components/shell/nav-items.ts";

/** What a single key asks for. */
export type Shortcut =
  | { readonly do: "go"; readonly href: string }
  | { readonly do: "search" | "next_row" | "previous_row" | "range" | "help" };

export type ShortcutStep = {
  /** The first key of two, which waits for the second. */
  readonly pending: "g" | null;
  readonly shortcut: Shortcut | null;
};

const single: Readonly<Record<string, Shortcut>> = {
  "/": { do: "search" },
  j: { do: "next_row" },
  k: { do: "previous_row" },
  t: { do: "range" },
  "?": { do: "help" },
};

/** Reads one key after what was typed before it: `g` waits for the page's key, all others act at once. */
export function readShortcut(pending: "g" | null, key: string): ShortcutStep {
  if (pending === "g") {
    const item = navItems.find(({ goKey }) => goKey === key);
    return { pending: null, shortcut: item ? { do: "go", href: item.href } : null };
  }
  if (key === "g") return { pending: "g", shortcut: null };
  return { pending: null, shortcut: Object.hasOwn(single, key) ? (single[key] ?? null) : null };
}

/** The list that `?` opens. */
export const shortcutHelp: readonly { readonly keys: readonly string[]; readonly words: string }[] = [
  { keys: ["Ctrl", "K"], words: "Go to a page, change the theme" },
  { keys: ["/"], words: "Search" },
  { keys: ["j"], words: "Next row" },
  { keys: ["k"], words: "Previous row" },
  { keys: ["Enter"], words: "Open the row" },
  { keys: ["e"], words: "Resolve the problem" },
  { keys: ["m"], words: "Mute the problem" },
  { keys: ["r"], words: "Reopen the problem" },
  { keys: ["t"], words: "Choose the range" },
  ...navItems.map(({ goKey, label }) => ({ keys: ["g", goKey], words: label })),
  { keys: ["?"], words: "This list" },
];
