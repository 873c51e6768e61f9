"use client";

import Link from "next/link";
import { type ReactNode, useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { PasswordInput } from "#components/form/password-input";
import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { type CodesState, confirmAppAction, removeAppAction, startAppAction } from "./actions";

type TwoStepPanelProps = {
  readonly email: string;
  readonly step: "none" | "offered" | "inUse";
  /** What an app is told that cannot read the code. */
  readonly secret: string | null;
  readonly qr: ReactNode;
  /** What the QR code says, for an app on the device that shows it. */
  readonly uri: string | null;
};

/** What can be done about the app; it stays in place from step to step, so that the codes stay until the page is left. */
export function TwoStepPanel({ email, step, secret, qr, uri }: TwoStepPanelProps) {
  const [confirmed, confirm, isConfirming] = useActionState<CodesState, FormData>(confirmAppAction, idleForm);
  if (confirmed.kind === "codes") return <RecoveryCodes codes={confirmed.codes} />;
  if (step === "inUse") {
    return (
      <PasswordForm
        email={email}
        action={removeAppAction}
        words="Without the app your password alone signs you in. Its recovery codes go with it."
        button="Remove the app"
      />
    );
  }
  if (step === "none") {
    return (
      <PasswordForm
        email={email}
        action={startAppAction}
        words="Any app that shows codes will do, a password manager too. Have it at hand."
        button="Set up an app"
      />
    );
  }
  return (
    <form action={confirm} className="grid max-w-md gap-4">
      <p>
        Scan this with your app, or type the secret into it. Nothing asks for codes before the app has shown a right
        one.
      </p>
      {qr}
      {uri ? (
        <a href={uri} className="link justify-self-start">
          Open it in an app on this device
        </a>
      ) : null}
      {secret ? <CodeBlock code={secret} what="secret" wrap /> : null}
      <Field label="The code that it shows now" error={errorOf(confirmed, "code")}>
        {(control) => (
          <Input
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            maxLength={20}
            className="max-w-40 font-mono"
            {...control}
          />
        )}
      </Field>
      <FormMessage state={confirmed} />
      <Button type="submit" variant="primary" pending={isConfirming} className="justify-self-start">
        Turn it on
      </Button>
    </form>
  );
}

type PasswordFormProps = {
  readonly email: string;
  readonly action: typeof startAppAction;
  readonly words: string;
  readonly button: string;
};

function PasswordForm({ email, action, words, button }: PasswordFormProps) {
  const [state, run, isPending] = useActionState(action, idleForm);
  return (
    <form action={run} className="grid max-w-md gap-3">
      <p className="text-ink-2">{words}</p>
      {/* Tells a password manager which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Your password" error={errorOf(state, "current")}>
        {(control) => <PasswordInput name="current" autoComplete="current-password" required {...control} />}
      </Field>
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        {button}
      </Button>
    </form>
  );
}

// Of the module, not of a render: it runs once, when the codes come up.
function takeFocus(region: HTMLElement | null): void {
  region?.focus();
}

/** Ten ways in without the app, this once. */
function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    // The button that was pressed is gone: the focus goes to what it brought.
    <div role="status" tabIndex={-1} ref={takeFocus} className="grid max-w-md gap-3 outline-none">
      <Notice>
        <p className="font-medium text-ink">Two-step sign-in is on. These are your recovery codes</p>
        <p>
          Each signs you in once when the app is lost. Keep them where the phone is not, on paper for example: they are
          shown this once, and Ajar keeps only hashes of them.
        </p>
      </Notice>
      <CodeBlock code={codes.join("\n")} what="recovery codes" />
      <Button asChild className="justify-self-start">
        <Link href="/settings#account">I have kept them</Link>
      </Button>
    </div>
  );
}
