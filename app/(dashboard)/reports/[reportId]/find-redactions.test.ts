import { expect, test } from "vitest";
import { findRedactions } from "./find-redactions";

test("each mark is listed with where it stands and what is around it", () => {
  const found = findRedactions({
    sections: [
      { title: "In short", blocks: [{ kind: "paragraph", text: "nothing here" }] },
      {
        title: "Calls",
        blocks: [
          { kind: "code", label: "Sent", text: "authorization: [redacted]\ncookie: [redacted]; b" },
          {
            kind: "table",
            table: {
              label: "",
              columns: [{ label: "n" }, { label: "Request" }],
              rows: [["1", "GET /x?token=[redacted]"]],
            },
          },
        ],
      },
    ],
  });
  expect(found).toEqual([
    { id: "redaction-s2b1-1", where: "Calls: Sent", before: "authorization: ", after: "\ncookie: " },
    { id: "redaction-s2b1-2", where: "Calls: Sent", before: "\ncookie: ", after: "; b" },
    { id: "redaction-s2b2r0c1-1", where: "Calls: Request", before: "GET /x?token=", after: "" },
  ]);
});
