import { expect, test } from "vitest";
import { allowedMethods } from "#lib/http/allowed-methods";

test.each([
  ["/api/v1/calls", ["GET", "HEAD", "OPTIONS"]],
  ["/api/v1/calls/01J", ["GET", "HEAD", "OPTIONS"]],
  ["/api/v1/integrations", ["GET", "HEAD", "POST", "OPTIONS"]],
  ["/api/v1/integrations/member-sync", ["GET", "HEAD", "PATCH", "DELETE", "OPTIONS"]],
  ["/api/v1/tokens/3", ["DELETE", "OPTIONS"]],
  ["/api/v1/openapi.json", ["GET", "HEAD", "OPTIONS"]],
  ["/api/v1/openapi-json", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]],
  ["/api/v1/calls/a/b", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]],
])("%s answers %j", (path, methods) => {
  expect(allowedMethods(path)).toEqual(methods);
});
