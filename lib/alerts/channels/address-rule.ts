import ipaddr from "ipaddr.js";

/** Where a message would go. */
export type Target = { readonly protocol: string; readonly port: string };

/** What a home lab has beside the loopback. Link-local is never among it: cloud machines keep their secrets there. */
const privateRanges = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/** The part of IPv6 that is given out (RFC 4291); the rest, as the old `::127.0.0.1`, leads nowhere good. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Why an address may not be sent to; null if it may. Public ones only, by https on its own port; with `allowPrivate`
 * loopback and private ones as well, and those also by http and on any port. An IPv6 address that wraps an IPv4 one
 * (mapped, 6to4, NAT64, Teredo) is never public, whatever it wraps.
 */
export function refuseAddress(address: string, { protocol, port }: Target, allowPrivate: boolean): string | null {
  if (!ipaddr.isValid(address)) return "it is no address";
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (privateRanges.has(range)) {
    return allowPrivate ? null : "it is a loopback or private address (AJAR_ALLOW_PRIVATE_WEBHOOKS=true lets it)";
  }
  if (range !== "unicast") return `it is no public address (${range})`;
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(globalUnicast)) return "it is no public address";
  const isPlainHttps = protocol === "https:" && (port === "" || port === "443");
  return isPlainHttps ? null : "a public address must be https on port 443";
}
