import { formatNumber } from "#lib/format";
import type { Report } from "#lib/model/report";
import type { Block, Section } from "#lib/reports/outline";
import { plain } from "#lib/reports/outline-text";

/** Who asks: organization, integrations with their partner headers, keys by fingerprint. */
export function senderSection({ sender, totals }: Report): Section {
  // Where failures alone are selected, both columns would be the same.
  const onlyFailures = totals.attempts === totals.failures;
  const counted = (attempts: number, failures: number) =>
    onlyFailures ? [formatNumber(failures)] : [formatNumber(attempts), formatNumber(failures)];
  const integrations = sender.integrations.map(({ name, identifier, contact, attempts, failures }) => [
    plain(name),
    identifier ?? "none sent",
    contact ?? "none sent",
    ...counted(attempts, failures),
  ]);
  const credentials = sender.credentials.map(({ fingerprint, last4, attempts, failures }) => [
    fingerprint,
    last4 === null ? "–" : `…${last4}`,
    ...counted(attempts, failures),
  ]);
  const numbers = [
    ...(onlyFailures ? [] : [{ label: "Attempts", align: "right" as const }]),
    { label: "Failed", align: "right" as const },
  ];
  const tables: Block[] = [
    {
      kind: "table",
      table: {
        label: "Integrations",
        columns: [
          { label: "Integration", wide: true },
          { label: "Identifier header", mono: true },
          { label: "Contact header", wide: true },
          ...numbers,
        ],
        rows: integrations,
      },
    },
    {
      kind: "table",
      table: {
        label: "API keys, by fingerprint and last four characters; the keys themselves are never in a report",
        columns: [{ label: "Key", mono: true, wide: true }, { label: "Ends in", mono: true }, ...numbers],
        rows: credentials,
      },
    },
  ];
  return {
    title: "Who we are",
    blocks: [
      {
        kind: "facts",
        rows: [
          { label: "Organization", value: sender.organization ?? "not given" },
          { label: "Contact", value: sender.contact ?? "not given" },
          ...(sender.address === null ? [] : [{ label: "Our address", value: sender.address, mono: true }]),
          { label: "Upstream", value: sender.upstream, mono: true },
          { label: "Client", value: `Ajar ${sender.ajarVersion}; its retry policy stands below` },
        ],
      },
      ...tables.filter((block) => block.kind === "table" && block.table.rows.length > 0),
    ],
  };
}
