import { expect, test } from "vitest";
import { blockedReasons, networkErrors, partnerHeaders, sources } from "#lib/model/attempt";
import { outcomes } from "#lib/model/outcome";
import {
  blockedReasonOf,
  codeOfBlockedReason,
  codeOfNetworkError,
  codeOfPartnerHeaders,
  networkErrorOf,
  outcomeCodes,
  outcomeOf,
  partnerHeadersOf,
  sourceCodes,
  sourceOf,
} from "#lib/store/sqlite/codes";

test("words keep the numbers under which databases out there hold them", () => {
  expect(outcomes.map((word) => outcomeCodes[word])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(sources.map((word) => sourceCodes[word])).toEqual([0, 1, 2, 3, 4]);
  expect(networkErrors.map(codeOfNetworkError)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(partnerHeaders.map(codeOfPartnerHeaders)).toEqual([0, 1, 2, 3]);
  expect(blockedReasons.map(codeOfBlockedReason)).toEqual([0, 1, 2]);
});

test("every number becomes its word again", () => {
  expect(outcomes.map((word) => outcomeOf(outcomeCodes[word]))).toEqual(outcomes);
  expect(sources.map((word) => sourceOf(sourceCodes[word]))).toEqual(sources);
  expect(networkErrors.map((word) => networkErrorOf(codeOfNetworkError(word)))).toEqual(networkErrors);
  expect(partnerHeaders.map((word) => partnerHeadersOf(codeOfPartnerHeaders(word)))).toEqual(partnerHeaders);
  expect(blockedReasons.map((word) => blockedReasonOf(codeOfBlockedReason(word)))).toEqual(blockedReasons);
  expect([networkErrorOf(null), codeOfNetworkError(null), codeOfBlockedReason(null)]).toEqual([null, null, null]);
});

test("a number from a newer version is named, not guessed", () => {
  expect(() => outcomeOf(99)).toThrow("the code 99");
});
