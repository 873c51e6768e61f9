import { expect, test } from "vitest";
import { readHar } from "#lib/ingest/har";
import { sampleContext } from "#lib/ingest/sample-context";
import { type EntrySketch, harOf, sampleEntry } from "#lib/ingest/sample-har";

async function* whole(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const read = (...entries: readonly unknown[]) => readHar(whole(harOf(...entries)), sampleContext());

test("bodies are kept of failures alone, decoded and capped", async () => {
  const text = '{"code":"afc516","error":"Nö"}';
  const sent = { postData: { mimeType: "application/json", text: '{"a":1}' } };
  const bodyOf = async (sketch: EntrySketch) => (await read(sampleEntry(sketch))).attempts[0];
  const failed = await bodyOf({ request: sent, response: { status: 422, content: { size: 31, text } } });
  expect(failed?.requestBody).toEqual(Buffer.from('{"a":1}'));
  expect(Buffer.from(failed?.responseBody ?? []).toString()).toBe(text);
  expect(failed?.responseBodyBytes).toBe(31);
  const encoded = { status: 500, content: { size: 2, text: "iVA=", encoding: "base64" } };
  expect((await bodyOf({ response: encoded }))?.responseBody).toEqual(new Uint8Array([0x89, 0x50]));
  const sound = await bodyOf({ request: sent, response: { content: { size: 31, text } } });
  expect(sound).toMatchObject({ requestBody: null, responseBody: new Uint8Array(), responseBodyBytes: 31 });
  const large = await bodyOf({
    request: { postData: { text: "x".repeat(65_537) } },
    response: { status: 500, content: { size: 100_000, text: "y".repeat(100_000) } },
  });
  expect(large?.requestBody).toBeNull();
  expect(large?.responseBody).toHaveLength(49_152);
  expect(large?.responseBodyBytes).toBe(100_000);
});

test("headers stand as sent, without those that no longer fit the body", async () => {
  const list = (...names: readonly string[]) => names.map((name) => ({ name, value: `of ${name}` }));
  const { attempts } = await read(
    sampleEntry({
      request: { headers: list(":authority", "Authorization") },
      response: { headers: list("Content-Encoding", "Date") },
    }),
  );
  expect(attempts[0]?.requestHeaders).toEqual(["Authorization", "of Authorization"]);
  expect(attempts[0]?.responseHeaders).toEqual(["Date", "of Date"]);
});

test("when much has been kept, keys and waits still are", async () => {
  const headers = [
    { name: "x-filler", value: "x".repeat(1_048_576) },
    { name: "Authorization", value: "KISI-LOGIN k" },
  ];
  const entries = Array.from({ length: 40 }, (_, at) => sampleEntry({ time: at, request: { headers } }));
  const { attempts } = await read(...entries);
  expect(attempts).toHaveLength(40);
  expect(attempts[0]?.requestHeaders).toHaveLength(4);
  expect(attempts[39]?.requestHeaders).toEqual(["Authorization", "KISI-LOGIN k"]);
});
