import { z } from "zod";
import { AppError } from "#lib/errors";
import type { Channel } from "#lib/model/delivery";
import { type DigestSettings, defaultDigestSettings, digestSettingsSchema } from "#lib/model/digest";
import { openJsonSetting } from "#lib/settings/json-setting";
import type { SettingStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** What the owner has set of the weekly digest. */
export type DigestSettingsKeeper = {
  /** Throws `unavailable` if what is stored cannot be read. */
  readonly read: () => DigestSettings;
  /** Since when it is as it is, epoch ms; 0 if nothing was ever set. */
  readonly changedAtMs: () => number;
  /** Throws `bad_input` if these changes leave no mailbox to send to, as `change` would. */
  readonly check: (changes: Changes) => Promise<void>;
  /**
   * Changes what is given and leaves the rest. Throws `bad_input` naming each field that is impossible, also for a channel
   * that is none or no mailbox.
   */
  readonly change: (changes: Changes) => Promise<DigestSettings>;
};

type Changes = { readonly [Field in keyof DigestSettings]?: DigestSettings[Field] | undefined };

type Options = {
  readonly store: SettingStore;
  readonly clock: Pick<Clock, "now">;
  readonly listChannels: () => Promise<readonly Channel[]>;
};

const keptSchema = digestSettingsSchema.extend({ changedAtMs: z.int() });

/** Opens the settings of the digest into memory. */
export async function openDigestSettings({ store, clock, listChannels }: Options): Promise<DigestSettingsKeeper> {
  const fallback = { ...defaultDigestSettings, changedAtMs: 0 };
  const setting = await openJsonSetting({ store, key: "digest", about: "digest", schema: keptSchema, fallback });
  const withoutTime = ({ changedAtMs: _, ...settings }: z.infer<typeof keptSchema>): DigestSettings => settings;
  const wanted = (changes: Changes) => ({ ...(setting.isReadable() ? setting.read() : fallback), ...changes });
  return {
    read: () => withoutTime(setting.read()),
    changedAtMs: () => setting.read().changedAtMs,
    check: async (changes) => checkChannel(wanted(changes), await listChannels()),
    async change(changes) {
      checkChannel(wanted(changes), await listChannels());
      return withoutTime(await setting.write({ ...wanted(changes), changedAtMs: clock.now() }));
    },
  };
}

type Chosen = { readonly enabled?: boolean | undefined; readonly channelId?: string | null | undefined };

function checkChannel({ enabled = false, channelId = null }: Chosen, channels: readonly Channel[]): void {
  const message = wrongWith(enabled, channelId, channels);
  if (message === null) return;
  throw new AppError("bad_input", `channelId ${message}`, { errors: [{ path: "channelId", message }] });
}

function wrongWith(enabled: boolean, channelId: string | null, channels: readonly Channel[]): string | null {
  if (channelId === null) return enabled ? "is missing: choose the e-mail channel that it goes to" : null;
  const isMailbox = channels.some(({ id, kind }) => id === channelId && kind === "email");
  return isMailbox ? null : "is no e-mail channel: make one under Alerts, Channels";
}
