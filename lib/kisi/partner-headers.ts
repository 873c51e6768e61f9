import type { PartnerHeaders } from "#lib/model/attempt";
import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

/**
 * Which partner headers a request carries, as Kisi requires them of integration partners (docs.kisi.io,
 * get_started/add_necessary_headers). An empty one tells Kisi nothing, so it counts as missing.
 */
export function readPartnerHeaders(headers: RawHeaders): PartnerHeaders {
  const identifier = isSent(headers, "x-kisi-integration-identifier");
  const contact = isSent(headers, "x-kisi-integration-contact");
  if (identifier) return contact ? "both" : "identifier";
  return contact ? "contact" : "none";
}

function isSent(headers: RawHeaders, name: string): boolean {
  return (findHeader(headers, name)?.trim() ?? "") !== "";
}
