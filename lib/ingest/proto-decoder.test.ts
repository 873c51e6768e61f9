import { expect, test } from "vitest";
import { decodeProto, type ProtoMessage } from "#lib/ingest/proto-decoder";

const inner: ProtoMessage = { 1: { name: "text", type: "string" }, 2: { name: "moment", type: "fixed64" } };
const outer: ProtoMessage = {
  1: { name: "inner", type: inner },
  2: { name: "list", type: inner, many: true },
  3: { name: "id", type: "hex" },
  4: { name: "flag", type: "bool" },
  5: { name: "count", type: "int" },
  6: { name: "ratio", type: "double" },
};
const decode = (hex: string, messagesMax = 100) =>
  decodeProto(Buffer.from(hex.replaceAll(" ", ""), "hex"), outer, messagesMax);

test.each<[string, string, object]>([
  ["nothing", "", {}],
  ["a message in a message", "0a 04 0a 02 6869", { inner: { text: "hi" } }],
  ["lists", "12 00 12 03 0a 01 61", { list: [{}, { text: "a" }] }],
  ["bytes", "1a 02 00ff", { id: "00ff" }],
  ["varints", "20 01 28 d804", { flag: true, count: 600 }],
  ["negative varints", "28 ffffffffffffffffff01", { count: -1 }],
  ["doubles", "31 000000000000e03f", { ratio: 0.5 }],
  ["64 bits, to the last", "0a 09 11 efcdab9078563412", { inner: { moment: 0x1234567890abcdefn } }],
  ["the last of two", "28 01 28 02", { count: 2 }],
  ["a field that is not wanted", "7a 02 6869 28 01", { count: 1 }],
  ["a field written in another way", "2a 02 6869 20 01", { flag: true }],
  ["groups, which nobody wants", "7b 08 01 7c 28 01", { count: 1 }],
])("%s", (_, hex, expected) => {
  expect(decode(hex)).toEqual(expected);
});

test.each<[string, string]>([
  ["a tag without a value", "28"],
  ["a text that is cut off", "0a 04 0a 05 6869"],
  ["a message longer than all", "0a 7f"],
  ["a message longer than the one around it", "0a 02 12 05 28 01 28 01 28 01"],
  ["a text that runs into what follows its message", "0a 03 0a 04 28 01 28 01"],
  ["a list's message that runs into what follows", "0a 04 0a 02 61 12 02 0a 05"],
  ["a field with the number 0", "00 01"],
  ["a wire type that there is not", "2f 01"],
  ["groups within groups", "0b".repeat(10_000)],
])("%s is refused", (_, hex) => {
  expect(() => decode(hex)).toThrow();
});

test("so many messages and no more", () => {
  expect(decode("1200".repeat(99))).toMatchObject({ list: { length: 99 } });
  expect(() => decode("1200".repeat(100))).toThrow("too many messages");
});
