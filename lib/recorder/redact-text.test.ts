import { expect, test } from "vitest";
import { needlesOf } from "#lib/recorder/needles";
import { redactLine, redactText } from "#lib/recorder/redact-text";
import { createScrubber } from "#lib/recorder/scrubber";

const secret = 'a "secret" of spaces & words, no digits';
const redaction = { mode: "stored", scrub: createScrubber(needlesOf(secret)) } as const;

test("of a long text it shows a part that ends in no half secret", () => {
  for (let at = 16_384 - 50; at < 16_384 + 10; at++) {
    // Much is hidden before, so that the end of what is read comes near the end of what is shown.
    const before = `${secret}! `.repeat(390);
    const shown = redactText(`${before}${"x ".repeat(at / 2)}`.slice(0, at) + secret.repeat(10), redaction);
    expect(shown).not.toContain("secret");
    expect(shown.length).toBeLessThanOrEqual(8_193);
  }
});

test("first the exchange's own secrets, then what looks like one, then the rest in one line", () => {
  const text = `Bearer abc1 said\r\n${secret}\u2028\u0007 to anna@example.com`;
  expect(redactLine(text, redaction, 500)).toBe("Bearer [redacted] said [redacted]\\u2028\\u0007 to [redacted]");
  expect(redactLine(text, redaction, 20)).toBe("Bearer [redacted] s…");
});
