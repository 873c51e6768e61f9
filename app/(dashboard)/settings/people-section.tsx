import Link from "next/link";
import { ConfirmedAction } from "#components/form/confirmed-action";
import { Ago } from "#components/ui/ago";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Account } from "#lib/model/account";
import type { Invitation, InvitedRole, Person } from "#lib/model/person";
import { formatAgo } from "#lib/time/format-time";
import { InviteForm } from "./invite-form";
import { NewPasswordLink } from "./new-password-link";
import { removePersonAction, removeTheirAppAction, withdrawAction } from "./people-actions";
import { RoleSelect } from "./role-select";

type PeopleSectionProps = {
  readonly me: Pick<Account, "id" | "role">;
  readonly people: readonly (Person & { readonly isManaged: boolean })[];
  readonly invitations: readonly Omit<Invitation, "codeHash">[];
  /** What the reader may invite others to be; none for who may only look. */
  readonly roles: readonly InvitedRole[];
  readonly nowMs: number;
};

/** Who may sign in here, and who is invited to. */
export function PeopleSection({ me, people, invitations, roles, nowMs }: PeopleSectionProps) {
  return (
    <Section
      title="People"
      note="An owner and admins change things and call Kisi; viewers look."
      actions={
        me.role === "viewer" ? undefined : (
          <Button asChild size="sm">
            <Link href="/settings/audit">Audit log</Link>
          </Button>
        )
      }
      flush
    >
      <Table label="People">
        <TableHead>
          <tr>
            <TableHeader className="w-full">E-mail</TableHeader>
            <TableHeader>Role</TableHeader>
            <TableHeader className="max-sm:hidden">Last seen</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {people.map(({ isManaged, ...person }) => (
            <TableRow key={person.id}>
              <TableCell className="py-2">
                <span className="break-all">{person.email}</span>
                {person.id === me.id ? <span className="text-ink-3"> you</span> : null}
                {person.hasSecondFactor ? <span className="block text-ink-3 text-xs">signs in with a code</span> : null}
              </TableCell>
              <TableCell>
                {isManaged && roles.length > 1 ? <RoleSelect {...person} roles={roles} /> : person.role}
              </TableCell>
              <TableCell className="text-ink-2 max-sm:hidden">
                <Ago ms={person.lastSeenAtMs} nowMs={nowMs} />
              </TableCell>
              <TableCell className="text-right">{isManaged ? <PersonButtons {...person} /> : null}</TableCell>
            </TableRow>
          ))}
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.email} {...invitation} nowMs={nowMs} canChange={roles.length > 0} />
          ))}
        </TableBody>
      </Table>
      {roles.length > 0 ? (
        <div className="border-t px-4 py-4">
          <InviteForm roles={roles} />
        </div>
      ) : null}
    </Section>
  );
}

function PersonButtons({ id, email, hasSecondFactor }: Pick<Person, "id" | "email" | "hasSecondFactor">) {
  return (
    <div className="flex flex-wrap justify-end gap-1">
      <NewPasswordLink id={id} email={email} />
      {hasSecondFactor ? (
        <ConfirmedAction
          aria-label={`Remove the app of ${email}`}
          title={`Remove the app of ${email}?`}
          description="Signing in takes the password alone from then on, until they set up an app again. Be sure that it is they who ask."
          confirm="Remove the app"
          action={removeTheirAppAction}
          fields={{ id: String(id) }}
        >
          Remove app
        </ConfirmedAction>
      ) : null}
      <ConfirmedAction
        aria-label={`Remove ${email}`}
        title={`Remove ${email}?`}
        description="The account is gone and signed out everywhere at once. What was done with it stays in the records."
        confirm="Remove"
        action={removePersonAction}
        fields={{ id: String(id) }}
      >
        Remove
      </ConfirmedAction>
    </div>
  );
}

type InvitationRowProps = Pick<Invitation, "email" | "role" | "expiresAtMs"> & {
  readonly nowMs: number;
  readonly canChange: boolean;
};

function InvitationRow({ email, role, expiresAtMs, nowMs, canChange }: InvitationRowProps) {
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="break-all">{email}</span>
        <span className="block text-ink-3 text-xs">
          {nowMs < expiresAtMs
            ? "has a link that was not used yet"
            : `had a link that ran out ${formatAgo(expiresAtMs, nowMs)}`}
        </span>
      </TableCell>
      <TableCell className="text-ink-2">{role}</TableCell>
      <TableCell className="text-ink-3 max-sm:hidden">–</TableCell>
      <TableCell className="text-right">
        {canChange ? (
          <ConfirmedAction
            aria-label={`Take back the link of ${email}`}
            title={`Take back the link of ${email}?`}
            description="It opens nothing from then on. You can make another one."
            confirm="Take back"
            action={withdrawAction}
            fields={{ email }}
          >
            Take back
          </ConfirmedAction>
        ) : null}
      </TableCell>
    </TableRow>
  );
}
