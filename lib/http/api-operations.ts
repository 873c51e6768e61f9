import { z } from "zod";
import { alertOperations } from "#lib/http/alert-operations";
import type { ApiOperation } from "#lib/http/api-operation";
import { auditOperations } from "#lib/http/audit-operations";
import { exportOperations } from "#lib/http/export-operations";
import { guardOperations } from "#lib/http/guard-operations";
import { hygieneOperations } from "#lib/http/hygiene-operations";
import { integrationOperations } from "#lib/http/integration-operations";
import { problemsOperations } from "#lib/http/problems-operations";
import { reportOperations } from "#lib/http/report-operations";
import { riskOperations } from "#lib/http/risk-operations";
import { ruleOperations } from "#lib/http/rule-operations";
import { settingsOperations } from "#lib/http/settings-operations";
import { trafficOperations } from "#lib/http/traffic-operations";

/** The one operation that anyone may ask. */
export const readOpenApi = {
  id: "readOpenApi",
  method: "GET",
  path: "/api/v1/openapi.json",
  scope: null,
  summary: "This document",
  answer: z.looseObject({ openapi: z.string() }),
} as const satisfies ApiOperation;

/** Every operation of the JSON API, in the order of the document. */
export const apiOperations: readonly ApiOperation[] = [
  ...Object.values(trafficOperations),
  ...Object.values(problemsOperations),
  ...Object.values(riskOperations),
  ...Object.values(hygieneOperations),
  ...Object.values(guardOperations),
  ...Object.values(alertOperations),
  ...Object.values(ruleOperations),
  ...Object.values(integrationOperations),
  ...Object.values(exportOperations),
  ...Object.values(reportOperations),
  ...Object.values(settingsOperations),
  ...Object.values(auditOperations),
  readOpenApi,
];
