import { expect, test } from "vitest";
import { describeUser } from "./describe-user";

const key = (name: string, kisiUser: string | null, joinedBy: "seen" | "hand" | null, last4: string | null = name) => ({
  fingerprint: name.repeat(4),
  ...{ last4, kisiUser, joinedBy },
});

test.each([
  ["nobody knows", key("aaaa", null, null), null],
  ["Kisi said so", key("aaaa", "17", "seen"), { text: "user 17", how: "as Kisi said", canLeave: false }],
  ["a person said so", key("aaaa", "17", "hand"), { text: "user 17", how: "joined by hand", canLeave: true }],
  [
    "joined to others",
    key("aaaa", "hand-1", "hand"),
    { text: "with …bbbb, key cccccccc", how: "joined by hand", canLeave: true },
  ],
])("%s", (_name, credential, words) => {
  const others = [key("bbbb", "hand-1", "hand"), key("cccc", "hand-1", "hand", null), key("dddd", "17", "seen")];
  expect(describeUser(credential, [credential, ...others])).toEqual(words);
});
