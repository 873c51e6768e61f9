"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { newChannelSchema } from "#lib/alerts/channels/channel-target";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

/** The one time that the secret of a webhook is shown. */
export type ChannelState =
  | FormState
  | { readonly kind: "created"; readonly name: string; readonly secret: string | null };

const idSchema = z.object({ id: z.string() });

/** Makes a channel. */
export async function createChannelAction(_: ChannelState, form: FormData): Promise<ChannelState> {
  return answerForm(form, ["name", "address"], async () => {
    const { app, audit } = await requireSession("write");
    if (form.get("secret") === "") form.delete("secret");
    const { channel, secret } = await app.alerts.channels.create(readForm(newChannelSchema, form));
    await audit("createChannel", `${channel.name}: ${channel.target}`);
    revalidatePath("/alerts", "layout");
    return { kind: "created", name: channel.name, secret };
  });
}

/** Removes a channel; what waits for it is given up. */
export async function removeChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.alerts.channels.remove(id);
    await audit("deleteChannel", id);
    revalidatePath("/alerts", "layout");
    return { kind: "done", message: "The channel is removed." };
  });
}

/** Sends a test, and tells the exact answer. */
export async function testChannelAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    const { kind, words } = await app.alerts.channels.test(id);
    await audit("testChannel", id);
    revalidatePath("/alerts/channels");
    if (kind === "delivered") return { kind: "done", message: `Delivered. Answer: ${words}` };
    return { kind: "failed", message: `Not delivered: ${words}`, errors: {}, values: {} };
  });
}

/** Sends a dead letter again. */
export async function replayAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.alerts.replay(id);
    await audit("replayDelivery", id);
    revalidatePath("/alerts", "layout");
    return { kind: "done", message: "It is on its way again." };
  });
}
