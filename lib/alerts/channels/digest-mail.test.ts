import { expect, test } from "vitest";
import { digestMail } from "#lib/alerts/channels/digest-mail";
import type { DigestMessage } from "#lib/model/digest";

const week = { attempts: 12_000, calls: 11_000, failures: 240, retries: 90, blocked: 0 };
const data: DigestMessage["data"] = {
  ...{ from: "2026-03-23T07:00:00.000Z", to: "2026-03-30T06:00:00.000Z", timeZone: "Europe/Zurich", late: false },
  week,
  before: { ...week, attempts: 10_000, failures: 100 },
  budget: [{ label: "5 % bad in 24 h", used: 0.4, peak: 0.81, peakAt: "2026-03-25T12:00:00.000Z" }],
  new: { count: 7, worst: [{ label: "GET /<b>", attempts: 120, url: "https://ajar.example.com/problems/p1" }] },
  regressed: { count: 0, worst: [] },
  routes: [{ route: "GET /members", attempts: 400, failures: 100 }],
  alerts: { count: 0, worst: [] },
  refused: [
    { credential: "k1a5b4c2d3e4f5a6", last4: "9f3e", attempts: 3 },
    { credential: "kd3e4f5a6b7c8d9e", last4: null, attempts: 2 },
    { credential: "none", last4: null, attempts: 1 },
  ],
  url: "https://ajar.example.com/?from=1&to=2",
};
const mailOf = (changes: Partial<DigestMessage["data"]> = {}) =>
  digestMail({ type: "digest.weekly", timestamp: data.to, data: { ...data, ...changes } });
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a digest tells what stood out, with the change against the week before", () => {
  const { subject, text, html } = mailOf();
  expect(plain(subject)).toBe("Your week at Kisi: 12,000 attempts, 2 % failed");
  expect(plain(text).split("\n\n")).toEqual([
    "Your week at Kisi: 12,000 attempts, 2 % failed",
    "23 Mar 2026, 08:00 to 30 Mar 2026, 08:00, UTC+2 (Europe/Zurich)",
    [
      "Attempts: 12,000; 10,000 (+20 %) the week before",
      "Failed: 2 % (240); 1 % (+1.0 points) the week before",
      "Retries: 90; 90 the week before",
    ].join("\n"),
    "Budget\n- 5 % bad in 24 h: 40 % used at the end, 81 % at most on 25 Mar 2026, 13:00",
    "New problems: 7\n- GET /<b>: 120 attempts\n- and 6 more",
    "Routes with most failures\n- GET /members: 100 of 400 failed (25 %)",
    "Keys that Kisi refused\n- key …9f3e: 3 attempts with 401\n- key kd3e4f5a: 2 attempts with 401\n- without a key: 1 attempt with 401",
    "https://ajar.example.com/?from=1&to=2\n",
  ]);
  expect(plain(html)).toContain('<a href="https://ajar.example.com/problems/p1">GET /&lt;b&gt;: 120 attempts</a>');
  expect(html).not.toContain("<b>");
});

test("a late digest, a first week and an idle one say what they are", () => {
  expect(mailOf({ late: true }).text).toContain("This is late: Ajar was not running when it was due.");
  const first = mailOf({ before: null }).text;
  expect(first).toContain("There is no week before to compare it with.");
  expect(first).toContain("Attempts: 12,000\n");
  const idle = mailOf({ week: { attempts: 0, calls: 0, failures: 0, retries: 0, blocked: 0 } });
  expect(idle.subject).toBe("Your week at Kisi: no attempts");
});
