import Link from "next/link";
import { Button } from "#components/ui/button";
import { Fact, Facts } from "#components/ui/facts";
import { Section } from "#components/ui/section";
import { formatBytes, formatCount } from "#lib/format";

type StorageSectionProps = { dataDir: string; bytes: number; retentionDays: number };

export function StorageSection({ dataDir, bytes, retentionDays }: StorageSectionProps) {
  const days = formatCount(retentionDays, "day");
  return (
    <Section
      title="Storage"
      note="Everything stays in one directory on this machine."
      actions={
        <Button asChild size="sm">
          <Link href="/settings/redaction">Redaction</Link>
        </Button>
      }
    >
      <Facts>
        <Fact name="Data directory" variable="AJAR_DATA_DIR">
          <span className="break-all font-mono text-xs">{dataDir}</span>
        </Fact>
        <Fact name="Size">{formatBytes(bytes)}</Fact>
        <Fact name="Retention" variable="AJAR_RETENTION_DAYS">
          {days}
        </Fact>
      </Facts>
      <h3 className="mt-4 border-t pt-4 font-medium">What is kept, and for how long</h3>
      <ul className="mt-2 grid gap-x-6 sm:grid-cols-[minmax(0,1fr)_auto]">
        {kept(days).map(({ what, how, long }) => (
          <li
            key={what}
            className="grid gap-x-6 border-b py-2 last:border-b-0 last:pb-0 sm:col-span-2 sm:grid-cols-subgrid"
          >
            <span>
              {what} <span className="block text-ink-3 text-xs">{how}</span>
            </span>
            <span className="text-ink-2">{long}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function kept(days: string) {
  return [
    { what: "Attempts", how: "Method, path, status, times and error code; secrets in paths are cut out.", long: days },
    {
      what: "Failed exchanges",
      how: "Listed headers and the first 4 KiB of bodies, redacted before they are written. Successes keep no body.",
      long: days,
    },
    { what: "Figures", how: "Counts and latencies by minute, hour and day, without any content.", long: "400 days" },
    {
      what: "Your Kisi key",
      how: "Sealed with AES-256-GCM; the secret is not in the database.",
      long: "until removed",
    },
    {
      what: "Keys seen in traffic",
      how: "A keyed fingerprint and the last four characters, never the key.",
      long: days,
    },
    {
      what: "Reports and their rows",
      how: "Redacted once more; drafts can be deleted, issued ones stay.",
      long: "for good",
    },
    { what: "Notes, alerts, releases", how: "What people and programs say of problems, redacted.", long: "for good" },
    {
      what: "Audit log",
      how: "Who did what to this Ajar, and from where: e-mails and addresses. Never changed.",
      long: "for good",
    },
    { what: "People", how: "E-mails, roles, where they are signed in.", long: "until removed" },
    { what: "Password, sessions, tokens", how: "Only their hashes: argon2id and SHA-256.", long: "until they end" },
  ] as const;
}
