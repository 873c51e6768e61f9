import { createRenderPdf } from "#lib/reports/render/render-pdf";
import { readReportSettings } from "#lib/reports/report-settings";
import { createReports, type Reports } from "#lib/reports/reports";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { App } from "#lib/server/app";

type Parts = Pick<App, "env" | "store" | "clock" | "log" | "version" | "integrations" | "recorder"> & {
  readonly box: SecretBox;
};

/** Joins reports to what they are gathered from. */
export function joinReports({ env, store, clock, log, version, integrations, recorder, box }: Parts): Reports {
  return createReports({
    store,
    clock,
    box,
    redactText: recorder.redactText,
    hideKnown: recorder.hideKnown,
    integrations: integrations.list,
    readSender: async () => {
      const { organization, contact, address } = await readReportSettings(store);
      return { organization, contact, address };
    },
    version,
    upstream: env.kisiBaseUrl,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    renderPdf: createRenderPdf(),
    onError: (error) => log.error({ err: error }, "a report could not be gathered"),
  });
}
