import Link from "next/link";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { Fact, Facts } from "#components/ui/facts";
import { Section } from "#components/ui/section";
import type { Account } from "#lib/model/account";
import type { SessionFacts } from "#lib/model/person";
import { signOutEverywhereAction } from "./account-actions";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

/** Only what the page shows: the account itself carries the password's hash. */
type AccountSectionProps = Pick<Account, "email" | "role"> & {
  readonly sessions: readonly (SessionFacts & { readonly isThis: boolean })[];
  /** The app that shows codes, if there is one. */
  readonly app: { readonly codesLeft: number } | null;
  readonly nowMs: number;
};

export function AccountSection({ email, role, sessions, app, nowMs }: AccountSectionProps) {
  return (
    <Section title="Account">
      <Facts>
        <Fact name="E-mail">{email}</Fact>
        <Fact name="Role">{role}</Fact>
        <Fact name="Two-step sign-in">
          {app ? <>on, {app.codesLeft} of 10 recovery codes left</> : "off: the password alone signs you in"}{" "}
          <Link href="/settings/two-step" className="link">
            {app ? "Change" : "Set up"}
          </Link>
        </Fact>
        <Fact name="Sessions">
          <SessionList sessions={sessions} nowMs={nowMs} />
          <p className="mb-2 text-ink-2">A session ends 12 hours after its last request, and 30 days after sign-in.</p>
          <ConfirmedButton
            title="Sign out everywhere?"
            description="Every browser that is signed in to this account is signed out at once, this one too."
            confirm="Sign out everywhere"
            action={signOutEverywhereAction}
          >
            Sign out everywhere
          </ConfirmedButton>
        </Fact>
      </Facts>
      <div className="mt-4 border-t pt-4">
        <PasswordForm email={email} />
      </div>
    </Section>
  );
}
