import { SegmentedLinks } from "#components/ui/segmented";

const tabs = [
  { href: "/alerts", label: "Alerts" },
  { href: "/alerts/rules", label: "Rules" },
  { href: "/alerts/channels", label: "Channels" },
  { href: "/alerts/drill", label: "Fire drill" },
] as const;

/** What fires, what is watched, where it is told, and whether all of that works. */
export function AlertsTabs({ current }: { current: (typeof tabs)[number]["href"] }) {
  return <SegmentedLinks label="Alerts" items={tabs.map((tab) => ({ ...tab, current: tab.href === current }))} />;
}
