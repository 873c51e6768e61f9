import { expect, test } from "vitest";
import { readHar } from "#lib/ingest/har";
import { readOtlp } from "#lib/ingest/otlp";
import { sampleContext } from "#lib/ingest/sample-context";
import { harOf, sampleEntry } from "#lib/ingest/sample-har";
import { currentAttributes, requestOf, sampleSpan } from "#lib/ingest/sample-span";
import { toObserved } from "#lib/ingest/to-observed";
import { createCredentialReader } from "#lib/kisi/credential-reader";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { needlesOf } from "#lib/recorder/needles";
import { toAttempt } from "#lib/recorder/to-attempt";

const key = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
const fingerprint = createFingerprint(new Uint8Array(32).fill(7));
const recorder = {
  credentialOf: createCredentialReader(fingerprint),
  needlesOfKey: needlesOf,
  shapeOf: () => null,
  knownSecrets: [],
};
const upstream = { origin: "https://api.kisi.io", integration: "sync" };

async function* inOneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

test("the recorder stores a failure from a HAR file like one that it saw itself, without its secrets", async () => {
  const failed = sampleEntry({
    request: {
      method: "PATCH",
      url: `https://api.kisi.io/users/7?token=${key}`,
      headers: [{ name: "authorization", value: `KISI-LOGIN ${key}` }],
      postData: { mimeType: "application/json", text: '{"user":{"password":"hunter2hunter2"}}' },
    },
    response: {
      status: 422,
      headers: [
        { name: "content-type", value: "application/json" },
        { name: "content-encoding", value: "br" },
      ],
      content: { size: 60, text: `{"code":"afc516","error":"Name is too long","echo":"${key}"}` },
    },
  });
  const { attempts } = await readHar(inOneChunk(harOf(failed)), sampleContext());
  const [row] = attempts.map((attempt) => toAttempt(toObserved(attempt, upstream), recorder));
  expect(row).toMatchObject({
    method: "PATCH",
    route: "PATCH /users/{id}",
    status: 422,
    outcome: "client_error",
    source: "har",
    integration: "sync",
    latencyMs: 120.5,
    ttfbMs: 100,
    errorCode: "afc516",
    errorMessage: "Name is too long",
    credential: fingerprint(key).id,
    credentialLast4: "b1a0",
  });
  expect(row?.exchange?.responseBody).toContain("Name is too long");
  const stored = JSON.stringify(row);
  expect(stored).not.toContain(key);
  expect(stored).not.toContain("hunter2");
});

test("headers that a span has captured are kept and redacted alike", () => {
  const span = sampleSpan({
    ...currentAttributes,
    "http.response.status_code": 429,
    "http.request.header.authorization": [`KISI-LOGIN ${key}`],
    "http.response.header.retry-after": ["2"],
  });
  const { attempts } = readOtlp(Buffer.from(JSON.stringify(requestOf(span))), "json", sampleContext());
  const [row] = attempts.map((attempt) => toAttempt(toObserved(attempt, upstream), recorder));
  expect(row).toMatchObject({ route: "GET /locks", outcome: "rate_limited", retryAfterMs: 2_000 });
  expect(row?.credential).toBe(fingerprint(key).id);
  expect(row?.exchange?.responseHeaders).toEqual([["retry-after", "2"]]);
  expect(JSON.stringify(row)).not.toContain(key);
});
