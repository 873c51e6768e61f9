import { z } from "zod";
import type { SettingStore } from "#lib/store/store";

const line = z
  .string()
  .trim()
  .max(200, "may have at most 200 characters")
  .transform((text) => (text === "" ? null : text))
  .nullable()
  .default(null);

/** Where reports go, when nobody said otherwise: the contact in Kisi's own API description. */
const kisiSupport = "support@getkisi.com";

/** What an owner says once for all reports. */
export const reportSettingsSchema = z.object({
  organization: line,
  contact: line,
  address: line,
  supportAddress: z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
    z.email("must be an e-mail address").default(kisiSupport),
  ),
});
export type ReportSettings = z.infer<typeof reportSettingsSchema>;

const key = "reports";

/** As it was set; what was never set has its default. */
export async function readReportSettings(store: Pick<SettingStore, "findSetting">): Promise<ReportSettings> {
  const stored = await store.findSetting(key);
  return reportSettingsSchema.parse(stored === undefined ? {} : JSON.parse(stored));
}

/** Keeps them for all drafts that are gathered from now on; what was issued stays as it is. */
export async function saveReportSettings(
  store: Pick<SettingStore, "putSetting">,
  settings: ReportSettings,
): Promise<void> {
  await store.putSetting(key, JSON.stringify(settings));
}
