import { expect, test } from "vitest";
import { redactPath } from "#lib/recorder/redact-path";
import type { Redaction } from "#lib/recorder/redaction";

const redaction: Redaction = { mode: "stored", scrub: (text) => text.replaceAll("hunter", "[redacted]") };

test.each([
  ["GET", "/locks"],
  ["GET", "/locks/12345"],
  ["POST", "/locks/12345/unlock"],
  ["GET", "/locks?limit=50&offset=0&place_id=17&sort=-name"],
  ["GET", "/organizations/acme-2024/public"],
  ["GET", "/roles/group_basic"],
  ["GET", "/holiday_calendars/us-ca/holidays"],
  ["GET", "/nothing/known"],
  ["GET", "/"],
  ["GET", "//locks//12/"],
  ["GET", "/locks?"],
])("%s %s holds nothing secret", (method, path) => {
  expect(redactPath(method, path, redaction)).toBe(path);
});

const uuid = "9b2f0c6e-31c4-4d0a-8f57-0f6f2f0a1b2c";

test.each([
  ["POST", "/cards/abc/activate_with_token", "/cards/[redacted]/activate_with_token"],
  ["POST", "/card_assignments/a1/activate_with_token", "/card_assignments/[redacted]/activate_with_token"],
  ["POST", "/controllers/abc/assign", "/controllers/[redacted]/assign"],
  ["POST", "/readers/123456/assign/", "/readers/[redacted]/assign/"],
  ["GET", "/group_links/0123456789abcdef0123456789abcdef", "/group_links/[redacted]"],
  ["GET", `/things/${uuid}`, "/things/[redacted]"],
  ["GET", "/users/anna@example.com", "/users/[redacted]"],
  ["GET", "/users/anna%40example.com", "/users/[redacted]"],
  ["GET", "/organizations/acme;token=x/public", "/organizations/[redacted]/public"],
  ["GET", "/locks?token=abc;limit=5", "/locks?token=[redacted];limit=5"],
  ["GET", "/locks??token=abc", "/locks??token=[redacted]"],
  ["GET", "/kisi/t/abc/locks/12?limit=1", "/kisi/t/[redacted]/locks/12?limit=1"],
  ["GET", "/t/abc/locks", "/t/[redacted]/locks"],
  ["GET", "/locks#access_token=abc", "/locks#[redacted]"],
  ["GET", "/locks/hunter", "/locks/[redacted]"],
  ["GET", "https://u:p@api.kisi.io/locks/1?limit=2", "https://[redacted]@api.kisi.io/locks/1?limit=2"],
  ["GET", "https://api.kisi.io/controllers/abc/assign", "https://api.kisi.io/controllers/[redacted]/assign"],
  ["GET", "/locks/\u202e1\n", "/locks/[redacted]"],
])("%s %s is kept as %s", (method, path, shown) => {
  expect(redactPath(method, path, redaction)).toBe(shown);
});

test("is bounded", () => {
  expect(redactPath("GET", `/locks?ids=${"1,".repeat(20_000)}1`, redaction)).toHaveLength(2_000);
  expect(redactPath("GET", `/${"a/".repeat(20_000)}`, redaction)).toHaveLength(2_000);
});
