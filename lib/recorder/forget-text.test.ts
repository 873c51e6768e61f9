import { expect, test } from "vitest";
import { createForgetting } from "#lib/recorder/forget-text";

const email = createForgetting("Ann.Lee@Example.com");
const id = createForgetting("48213377");

test.each([
  ["/users?q=ann.lee%40example.com", "/users?q=[redacted]"],
  ["by ANN.LEE@EXAMPLE.COM.", "by [redacted]."],
  ["joann.lee@example.com", "joann.lee@example.com"],
  ["ann.lee@example.community", "ann.lee@example.community"],
  ["nothing", "nothing"],
  [Buffer.from("to ann.lee@example.com").toString("hex"), `${Buffer.from("to ").toString("hex")}[redacted]`],
])("in %j an e-mail is hidden alone and in full", (text, hidden) => {
  expect(email?.text(text)).toBe(hidden);
});

test("an id that stood in JSON as a number leaves JSON behind", () => {
  expect(id?.text('{"a":48213377,"b":[48213377, 1],"c":"x, 48213377, y","d":482133771}')).toBe(
    '{"a":"[redacted]","b":["[redacted]", 1],"c":"x, [redacted], y","d":482133771}',
  );
});

test("terms and figures of what Ajar keeps as JSON stay, whatever is to be forgotten", () => {
  const forgetting = createForgetting("success");
  const kept = {
    outcome: "success",
    route: "GET /locks/{id}",
    errorMessage: "no success",
    deep: [{ path: "/success" }],
  };
  expect(JSON.parse(forgetting?.json(JSON.stringify(kept)) ?? "")).toEqual({
    ...kept,
    errorMessage: "no [redacted]",
    deep: [{ path: "/[redacted]" }],
  });
});

test.each(["", "abc", "null"])("%j is too short or too common to be told from others", (person) => {
  expect(createForgetting(person)).toBeNull();
});
