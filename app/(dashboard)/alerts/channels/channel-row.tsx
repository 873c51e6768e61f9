"use client";

import { useActionState } from "react";
import { ConfirmedAction } from "#components/form/confirmed-action";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import type { Channel } from "#lib/model/delivery";
import { removeChannelAction, testChannelAction } from "./actions";

const kindWords = { webhook: "Webhook", slack: "Slack", email: "E-mail" } as const;

/** A channel with its test, whose exact answer is shown. */
export function ChannelRow({ channel }: { channel: Channel }) {
  const { id, kind, name, target, disabledAtMs } = channel;
  const [state, action, isPending] = useActionState(testChannelAction, idleForm);
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="mr-auto min-w-0">
          <p className="wrap-anywhere font-medium">
            {name}
            {disabledAtMs === null ? null : (
              <Badge tone="danger" className="ml-2">
                gone
              </Badge>
            )}
          </p>
          <p className="wrap-anywhere text-ink-3 text-xs">
            {kindWords[kind]} · {target}
            {disabledAtMs === null ? "" : " · it said that it is gone, so nothing is sent: remove it and add it anew"}
          </p>
        </div>
        <form action={action}>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" size="sm" pending={isPending} aria-label={`Send test to ${name}`}>
            Send test
          </Button>
        </form>
        <ConfirmedAction
          aria-label={`Remove ${name}`}
          title={`Remove ${name}?`}
          description="What waits for it is given up. Its past messages stay in the list."
          confirm="Remove it"
          action={removeChannelAction}
          fields={{ id }}
        >
          Remove
        </ConfirmedAction>
      </div>
      <FormMessage state={state} />
    </li>
  );
}
