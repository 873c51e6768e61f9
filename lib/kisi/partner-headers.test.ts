import { expect, test } from "vitest";
import { readPartnerHeaders } from "#lib/kisi/partner-headers";

test.each([
  [[], "none"],
  [["Accept", "x-kisi-integration-contact"], "none"],
  [["x-kisi-integration-identifier", "acme"], "identifier"],
  [["X-KISI-INTEGRATION-CONTACT", "dev@acme.example"], "contact"],
  [["X-Kisi-Integration-Identifier", "acme", "X-Kisi-Integration-Contact", "dev@acme.example"], "both"],
  [["X-Kisi-Integration-Identifier", " ", "X-Kisi-Integration-Contact", ""], "none"],
])("the headers %j carry %s", (headers, carried) => {
  expect(readPartnerHeaders(headers)).toBe(carried);
});
