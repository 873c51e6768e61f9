import { isIPv6 } from "node:net";

const mappedIpv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** True if the address is this machine's own. */
export function isLoopback(address: string): boolean {
  const plain = unmapped(address);
  return plain === "::1" || /^127\.\d+\.\d+\.\d+$/.test(plain);
}

/**
 * What one visitor can be assumed to hold: an IPv4 address, or the /64 of an IPv6 address, as one line gets at least
 * that many. Anything else stands for itself.
 */
export function addressGroup(address: string): string {
  const plain = unmapped(address).replace(/%.*$/, "").toLowerCase();
  if (!isIPv6(plain)) return plain;
  // The URL parser writes IPv6 in its one shortest form, with an embedded IPv4 part in hex.
  const [head = "", tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

function unmapped(address: string): string {
  return mappedIpv4.exec(address)?.[1] ?? address;
}
