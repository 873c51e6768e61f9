import { randomUUID } from "node:crypto";
import { openAlerts } from "#lib/alerts/alerts";
import { createSender } from "#lib/alerts/channels/create-sender";
import { createSuspensionWatch } from "#lib/risk/suspension-watch";
import type { SecretBox } from "#lib/secrets/secret-box";
import { createAlertFacts } from "#lib/server/alert-facts";
import type { App } from "#lib/server/app";

type AlertParts = Pick<
  App,
  "env" | "store" | "clock" | "log" | "publicUrl" | "version" | "riskSettings" | "storeLosses" | "live" | "suspension"
> & { readonly box: SecretBox };

/** Rules over what is stored, and the way of their messages. */
export async function joinAlerts(parts: AlertParts) {
  const { env, clock, log, version, live } = parts;
  const { allowPrivateWebhooks: allowPrivate, mail } = env;
  const sender = createSender({ allowPrivate, mail, version, now: clock.now });
  const { factsAt, noteLook } = createAlertFacts(parts);
  const alerts = await openAlerts({
    ...parts,
    random: Math.random,
    newId: randomUUID,
    send: sender.send,
    factsAt,
    createDetector: () => createSuspensionWatch(null),
    onLook: noteLook,
    onNews: (changed) => {
      for (const alert of changed) live.publish({ kind: "alert", alert });
    },
    onTrouble: (words, facts) => log.error(facts, `alerts: ${words}`),
  });
  return { alerts, closeSender: sender.close };
}
