import type { Rule } from "#lib/model/alert-rule";

/**
 * The ids of the channels that hear of a rule's alerts; null for every one. Removed channels are named no longer, and a
 * rule that named only such tells every channel: an alert that too many hear is better than one that nobody does. An
 * empty list is kept, as somebody's wish.
 */
export function namedChannels(
  { channels: named }: Pick<Rule, "channels">,
  channels: readonly { readonly id: string }[],
): readonly string[] | null {
  if (named === null || named.length === 0) return named;
  const left = named.filter((id) => channels.some((channel) => channel.id === id));
  return left.length > 0 ? left : null;
}
