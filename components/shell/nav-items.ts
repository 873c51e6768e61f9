import {
  Activity,
  ArrowLeftRight,
  Bell,
  Bug,
  FileText,
  type LucideIcon,
  Plug,
  Settings2,
  ShieldAlert,
  SquareTerminal,
} from "lucide-react";

export type NavItem = {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The page shows a range, so links to it carry the range along and the top bar offers the picker. */
  readonly ranged: boolean;
  /** So does each page below it, which can be narrowed as it can. */
  readonly rangedBelow?: boolean;
  /** Its figures can be narrowed to an integration or a key, so the top bar offers that. */
  readonly narrowed: boolean;
  /** On a phone it stands in the bar itself, not behind "More". */
  readonly inBar: boolean;
  /** Goes there when typed after `g`. */
  readonly goKey: string;
};

/** Every page of the dashboard, in the order of the rail. */
export const navItems: readonly NavItem[] = [
  { href: "/", label: "Overview", icon: Activity, ranged: true, narrowed: true, inBar: true, goKey: "d" },
  { href: "/calls", label: "Calls", icon: ArrowLeftRight, ranged: true, narrowed: true, inBar: true, goKey: "c" },
  {
    href: "/problems",
    label: "Problems",
    icon: Bug,
    ranged: true,
    rangedBelow: true,
    narrowed: true,
    inBar: true,
    goKey: "p",
  },
  { href: "/risk", label: "Risk", icon: ShieldAlert, ranged: true, narrowed: false, inBar: true, goKey: "r" },
  { href: "/alerts", label: "Alerts", icon: Bell, ranged: true, narrowed: false, inBar: true, goKey: "a" },
  { href: "/reports", label: "Reports", icon: FileText, ranged: false, narrowed: false, inBar: false, goKey: "e" },
  { href: "/integrations", label: "Integrations", icon: Plug, ranged: true, narrowed: true, inBar: false, goKey: "i" },
  {
    href: "/console",
    label: "Console",
    icon: SquareTerminal,
    ranged: false,
    narrowed: false,
    inBar: false,
    goKey: "k",
  },
  { href: "/settings", label: "Settings", icon: Settings2, ranged: false, narrowed: false, inBar: false, goKey: "s" },
];

/** The page that a path belongs to: the longest one that it starts with. */
export function navItemOf(pathname: string): NavItem | undefined {
  return navItems
    .filter(({ href }) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
}

const carried = ["last", "from", "to", "tz", "live", "integration", "credential"];

/** A link to a page that keeps range, zone, whose traffic it is, and following where the page has them. */
export function navHref(item: NavItem, params: URLSearchParams): string {
  if (!item.ranged) return item.href;
  const kept = new URLSearchParams(carried.flatMap((key) => params.getAll(key).map((value) => [key, value])));
  return kept.size === 0 ? item.href : `${item.href}?${kept}`;
}
