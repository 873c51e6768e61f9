import { randomUUID } from "node:crypto";
import { createDigest, type Digest } from "#lib/digest/digest";
import { openDigestSettings } from "#lib/digest/digest-settings";
import type { App } from "#lib/server/app";

type Parts = Pick<App, "alerts" | "clock" | "log" | "publicUrl" | "recorder" | "riskSettings" | "store">;

/** Joins the weekly digest to what it is read from, and to the outbox. */
export async function joinDigest({ alerts, riskSettings, recorder, ...parts }: Parts): Promise<Digest> {
  const { log } = parts;
  const listChannels = alerts.channels.list;
  return createDigest({
    ...parts,
    listChannels,
    settings: await openDigestSettings({ ...parts, listChannels }),
    riskSettings: riskSettings.read,
    redactText: recorder.redactText,
    newId: randomUUID,
    onWritten: alerts.outbox.wake,
    onTrouble: (words) => log.error(words),
  });
}
