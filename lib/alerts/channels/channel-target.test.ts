import { expect, test } from "vitest";
import { newChannelSchema } from "#lib/alerts/channels/channel-target";

const url = "https://hooks.example.com/ajar";

test.each([
  [{ kind: "webhook", name: "w", url }],
  [{ kind: "webhook", name: "w", url, secret: `whsec_${"A".repeat(32)}` }],
  [{ kind: "slack", name: "s", url: ` ${url} ` }],
  [{ kind: "email", name: "e", address: "a@example.com" }],
])("%j can be a channel", (channel) => {
  expect(newChannelSchema.safeParse(channel).success).toBe(true);
});

test.each([
  [{ kind: "webhook", name: "w", url: "hooks.example.com" }, "url"],
  [{ kind: "webhook", name: "w", url: "" }, "url"],
  [{ kind: "webhook", name: "w", url: "ftp://hooks.example.com" }, "url"],
  [{ kind: "slack", name: "s", url: `https://me:${"secret"}@hooks.example.com` }, "url"],
  [{ kind: "slack", name: "s", url: `${url}/${"x".repeat(2_000)}` }, "url"],
  [{ kind: "webhook", name: "w", url, secret: "whsec_short" }, "secret"],
  [{ kind: "email", name: "e", address: "nobody" }, "address"],
  [{ kind: "email", name: " ", address: "a@example.com" }, "name"],
  [{ kind: "pager", name: "p" }, "kind"],
])("%j is refused by its field", (channel, field) => {
  const { error } = newChannelSchema.safeParse(channel);
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});
