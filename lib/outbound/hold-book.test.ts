import { expect, test } from "vitest";
import { type Failure, HoldBook } from "#lib/outbound/hold-book";

const terms = { failuresMax: 3, expiryMs: 60_000 };

function failure(overrides: Partial<Failure> = {}): Failure {
  const nobody = { credential: null, integration: null, lastCallId: "call 1", expiryMsMax: null };
  return { status: 422, family: "POST", ...nobody, ...overrides };
}

/** A book in which `a` failed so often, at 1, 2, 3… ms. */
function bookWith(failures: number, overrides: Partial<Failure> = {}, entriesMax = 10): HoldBook {
  const book = new HoldBook(entriesMax);
  for (let atMs = 1; atMs <= failures; atMs += 1) book.fail("a", failure(overrides), terms, atMs, false);
  return book;
}

test.each<[string, HoldBook, number, string]>([
  ["what never failed", new HoldBook(10), 0, "free"],
  ["two of three failures", bookWith(2), 2, "free"],
  ["the third", bookWith(3), 3, "held until 60003"],
  ["the last moment of the hold", bookWith(3), 60_002, "held until 60003"],
  ["its expiry", bookWith(3), 60_003, "due until 60003"],
  ["a clock set back by a day", bookWith(3), -86_400_000, "held until -86340000"],
  ["failures beside the hold", bookWith(9), 9, "held until 60003"],
  ["a hold that ends sooner", bookWith(3, { expiryMsMax: 1_000 }), 1_003, "due until 1003"],
  ["a hold that may end later", bookWith(3, { expiryMsMax: 90_000 }), 60_003, "due until 60003"],
])("%s", (_, book, nowMs, expected) => {
  const state = book.look("a", terms, nowMs);
  expect(state.kind === "free" ? "free" : `${state.kind} until ${state.untilMs}`).toBe(expected);
});

test("another status begins to count anew", () => {
  const book = bookWith(2);
  book.fail("a", failure({ status: 403 }), terms, 3, false);
  book.fail("a", failure({ status: 403 }), terms, 4, false);
  expect(book.look("a", terms, 4).kind).toBe("free");
  book.fail("a", failure({ status: 403 }), terms, 5, false);
  expect(book.look("a", terms, 5)).toMatchObject({ kind: "held", entry: { failures: 3, firstFailedAtMs: 3 } });
});

test("one probe goes at a time, and its failure renews the hold, whatever it was answered", () => {
  const book = bookWith(3);
  book.beginProbe("a");
  expect(book.look("a", terms, 60_003)).toMatchObject({ kind: "held", untilMs: 61_003 });
  book.endProbe("a");
  book.fail("a", failure({ status: 404 }), terms, 60_100, true);
  expect(book.look("a", terms, 60_100)).toMatchObject({ kind: "held", untilMs: 120_100, entry: { failures: 4 } });
});

test("what is cleared is as if it had never failed", () => {
  const book = bookWith(3);
  expect([book.clear("a"), book.clear("a")]).toEqual([true, false]);
  expect(book.look("a", terms, 4).kind).toBe("free");
  expect(book.hasFamily("POST")).toBe(false);
});

test("the oldest is forgotten first, but not what is still asked for", () => {
  const book = bookWith(3, {}, 3);
  for (const name of ["b", "c", "d", "e"]) {
    book.look("a", terms, 5);
    book.fail(name, failure({ family: name }), terms, 5, false);
  }
  expect(book.entries().map(([name]) => name)).toEqual(["d", "a", "e"]);
  expect(["POST", "b", "c", "d", "e"].map((family) => book.hasFamily(family))).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
});

test("a restored book goes on where the other ended", () => {
  const book = new HoldBook(10);
  book.restore(bookWith(3).entries());
  expect(book.look("a", terms, 60_002).kind).toBe("held");
  expect(book.hasFamily("POST")).toBe(true);
});
