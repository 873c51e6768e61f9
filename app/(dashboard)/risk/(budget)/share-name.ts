import type { BudgetPart } from "#lib/risk/where-it-goes";
import type { BudgetNames } from "./read-risk-page";

/** What people call a route, a key or an integration. */
export function shareName(part: BudgetPart, key: string, names: BudgetNames): string {
  if (part === "route") return key;
  if (part === "integration") return key === "none" ? "no integration" : (names.integrations.get(key) ?? key);
  if (key === "none") return "no key";
  const last4 = names.credentials.get(key);
  return last4 ? `key ····${last4}` : `key ${key.slice(0, 8)}`;
}
