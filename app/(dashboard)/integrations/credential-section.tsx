import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Last4 } from "#components/ui/last4";
import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatCount, formatNumber } from "#lib/format";
import type { Credential } from "#lib/model/credential";
import { formatInstant } from "#lib/time/format-time";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";
import { describeUser, nameKey } from "./describe-user";
import { FailureRate } from "./failure-rate";
import { JoinCredential, LeaveUser } from "./join-credential";

type Shown = { search: RangeSearch; timeZone: string; nowMs: number };
type CredentialSectionProps = Shown & {
  /** Those that are looked at, */
  credentials: readonly Credential[];
  /** of these. */
  all: readonly Credential[];
};

export function CredentialSection({ credentials, all, ...shown }: CredentialSectionProps) {
  const refused = credentials.filter(({ refusedSinceMs }) => refusedSinceMs !== null);
  return (
    <Section
      title="Kisi keys seen in traffic"
      note="Known by a keyed fingerprint, never by themselves. Kisi limits each user, not each key."
      flush
    >
      {refused.length > 0 ? <RefusedNotice refused={refused} {...shown} /> : null}
      {credentials.length === 0 ? (
        <EmptyState
          title={all.length === 0 ? "No call with a key was seen yet" : "None of the keys was seen in such traffic"}
          className="py-8"
        />
      ) : (
        <Table label="Kisi keys seen in traffic">
          <TableHead>
            <tr>
              <TableHeader className="w-full">Key</TableHeader>
              <TableHeader numeric>Attempts</TableHeader>
              <TableHeader numeric>Failure rate</TableHeader>
              <TableHeader numeric>401s</TableHeader>
              <TableHeader>Kisi user</TableHeader>
              <TableHeader>First used</TableHeader>
              <TableHeader>Last used</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {credentials.map((credential) => (
              <CredentialRow key={credential.fingerprint} credential={credential} all={all} {...shown} />
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

type CredentialRowProps = Shown & { credential: Credential; all: readonly Credential[] };

function CredentialRow({ credential, all, search, timeZone, nowMs }: CredentialRowProps) {
  const { fingerprint, last4, refusedSinceMs, unauthorized } = credential;
  return (
    <TableRow>
      <TableCell className="py-1.5">
        <span className="flex items-center gap-2">
          <Link href={callsOf(credential, search)} className="link">
            <Last4 last4={last4} />
          </Link>
          {refusedSinceMs === null ? null : <Badge tone="danger">refused</Badge>}
        </span>
        <span className="font-mono text-ink-3 text-xs">{fingerprint}</span>
      </TableCell>
      <TableCell numeric>{formatNumber(credential.attempts)}</TableCell>
      <TableCell numeric>
        <FailureRate {...credential} />
      </TableCell>
      <TableCell numeric className={unauthorized > 0 ? "font-medium text-danger" : "text-ink-3"}>
        {formatNumber(unauthorized)}
      </TableCell>
      <TableCell>
        <KisiUser credential={credential} all={all} />
      </TableCell>
      <TableCell className="text-ink-2">
        <Time ms={credential.firstUsedAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
      </TableCell>
      <TableCell className="text-ink-2">
        <Time ms={credential.lastUsedAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
      </TableCell>
    </TableRow>
  );
}

function KisiUser({ credential, all }: Pick<CredentialRowProps, "credential" | "all">) {
  const words = describeUser(credential, all);
  const others = all.filter(({ fingerprint }) => fingerprint !== credential.fingerprint);
  return (
    <span className="flex items-center gap-2">
      {words ? (
        <span>
          <span className="block">{words.text}</span>
          <span className="block text-ink-3 text-xs">{words.how}</span>
        </span>
      ) : (
        <span className="text-ink-3">unknown</span>
      )}
      {words?.canLeave ? <LeaveUser fingerprint={credential.fingerprint} name={nameKey(credential)} /> : null}
      {words === null && others.length > 0 ? (
        <JoinCredential
          fingerprint={credential.fingerprint}
          name={nameKey(credential)}
          others={others.map((other) => ({
            value: other.fingerprint,
            label: [nameKey(other), describeUser(other, all)?.text].filter(Boolean).join(", "),
          }))}
        />
      ) : null}
    </span>
  );
}

function RefusedNotice({ refused, search, timeZone, nowMs }: Shown & { refused: readonly Credential[] }) {
  return (
    <div className="px-4 pb-3">
      <Notice tone="danger">
        <p className="font-medium">
          Kisi refuses {refused.length === 1 ? "a key" : formatCount(refused.length, "key")} that{" "}
          {refused.length === 1 ? "is" : "are"} in use.
        </p>
        <ul>
          {refused.slice(0, 5).map((credential) => (
            <li key={credential.fingerprint}>
              {nameKey(credential)}: every answer is a 401 since{" "}
              {formatInstant(credential.refusedSinceMs ?? 0, timeZone, { nowMs })}.{" "}
              <Link href={callsOf(credential, search)} className="link">
                Its calls
              </Link>
            </li>
          ))}
        </ul>
        <p>Each of them counts as a bad request. Stop what uses the key, or give it a new one.</p>
      </Notice>
    </div>
  );
}

function callsOf({ fingerprint }: Credential, search: RangeSearch): string {
  return serializeRangeSearch("/calls", { ...search, credential: fingerprint });
}
