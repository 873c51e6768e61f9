import { ConfirmedAction } from "#components/form/confirmed-action";
import { Ago } from "#components/ui/ago";
import type { SessionFacts } from "#lib/model/person";
import { endSessionAction } from "./account-actions";
import { browserName } from "./browser-name";

type SessionListProps = {
  readonly sessions: readonly (SessionFacts & { readonly isThis: boolean })[];
  readonly nowMs: number;
};

/** Every browser that is signed in to the account. */
export function SessionList({ sessions, nowMs }: SessionListProps) {
  return (
    <ul className="mb-3 divide-y divide-line rounded-md border" aria-label="Browsers that are signed in">
      {sessions.map(({ tokenHash, userAgent, address, lastSeenAtMs, isThis }) => (
        <li key={tokenHash} className="flex min-h-10 items-center justify-between gap-3 px-3 py-1.5">
          <div className="min-w-0" title={userAgent ?? undefined}>
            {browserName(userAgent)}
            {isThis ? <span className="text-ink-3"> this one</span> : null}
            <span className="block text-ink-3 text-xs">
              {address ?? "unknown address"}, seen <Ago ms={lastSeenAtMs} nowMs={nowMs} />
            </span>
          </div>
          {isThis ? null : (
            <ConfirmedAction
              aria-label={`Sign out ${browserName(userAgent)} at ${address}`}
              title="Sign this browser out?"
              description="It has to sign in again with the password."
              confirm="Sign out"
              action={endSessionAction}
              fields={{ session: tokenHash }}
            >
              Sign out
            </ConfirmedAction>
          )}
        </li>
      ))}
    </ul>
  );
}
