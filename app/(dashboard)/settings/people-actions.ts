"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type Inside, requireSession } from "#lib/auth/gate";
import {
  changeRole,
  invite,
  offerNewPassword,
  removePerson,
  removeTheirApp,
  withdrawInvitation,
} from "#lib/auth/people";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";
import { invitedRoles } from "#lib/model/person";

/** The one time that the link is shown. */
export type LinkState = FormState | { readonly kind: "created"; readonly email: string; readonly link: string };

const inviteSchema = z.object({ email: z.string(), role: z.enum(invitedRoles) });
const personSchema = z.object({ id: z.coerce.number().int() });
const roleSchema = personSchema.extend({ role: z.enum(invitedRoles) });
const emailSchema = z.object({ email: z.string() });

/** Holds a place for somebody. */
export async function inviteAction(_: LinkState, form: FormData): Promise<LinkState> {
  return answerForm(form, ["email", "role"], async () => {
    const { app, account, audit } = await requireSession("write");
    const { email, role } = readForm(inviteSchema, form);
    const code = await invite(deps(app), account, { email, role });
    await audit("invitePerson", `${email}: ${role}`);
    return created(email, joinLink(app, code));
  });
}

/** Makes a link by which somebody chooses another password. */
export async function offerNewPasswordAction(_: LinkState, form: FormData): Promise<LinkState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { id } = readForm(personSchema, form);
    const { email } = (await app.store.listPeople()).find((person) => person.id === id) ?? { email: "" };
    const code = await offerNewPassword(deps(app), account, id);
    await audit("offerNewPassword", email);
    return created(email, joinLink(app, code));
  });
}

/** Gives somebody another role. */
export async function changeRoleAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { id, role } = readForm(roleSchema, form);
    const { email } = await changeRole(deps(app), account, id, role);
    await audit("changeRole", `${email}: ${role}`);
    revalidatePath("/settings");
    return { kind: "done", message: `${email} is ${role} from the next request on.` };
  });
}

/** Removes the app of somebody who has lost it. */
export async function removeTheirAppAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { id } = readForm(personSchema, form);
    const { email } = await removeTheirApp(deps(app), account, id);
    await audit("removeApp", email);
    revalidatePath("/settings");
    return { kind: "done", message: `${email} signs in by the password alone.` };
  });
}

/** Removes somebody's account. */
export async function removePersonAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { id } = readForm(personSchema, form);
    const { email } = await removePerson(deps(app), account, id);
    await audit("removePerson", email);
    revalidatePath("/settings");
    return { kind: "done", message: `${email} has no account any more.` };
  });
}

/** Takes an invitation back. */
export async function withdrawAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { email } = readForm(emailSchema, form);
    await withdrawInvitation(deps(app), account, email);
    await audit("withdrawInvitation", email);
    revalidatePath("/settings");
    return { kind: "done", message: "The invitation is taken back." };
  });
}

function deps({ store, clock }: Inside["app"]) {
  return { store, nowMs: clock.now() };
}

function joinLink({ publicUrl }: Inside["app"], code: string): string {
  return `${publicUrl}/join?code=${code}`;
}

function created(email: string, link: string): LinkState {
  revalidatePath("/settings");
  return { kind: "created", email, link };
}
