import { expect, test } from "vitest";
import { namedChannels } from "#lib/model/named-channels";

const channels = [{ id: "slack" }, { id: "mail" }];

test.each([
  ["every channel", null, null],
  ["none, as was wished", [], []],
  ["those that are named", ["mail"], ["mail"]],
  ["those that are left", ["mail", "removed"], ["mail"]],
  ["every channel, if all that were named are removed", ["removed", "gone"], null],
])("a rule tells %s", (_words, named, expected) => {
  expect(namedChannels({ channels: named }, channels)).toEqual(expected);
});
