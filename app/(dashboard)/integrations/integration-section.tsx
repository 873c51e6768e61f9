import { Ago } from "#components/ui/ago";
import { Badge } from "#components/ui/badge";
import { EmptyState } from "#components/ui/empty-state";
import { Last4 } from "#components/ui/last4";
import { RowLink } from "#components/ui/row-link";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber } from "#lib/format";
import type { Integration } from "#lib/model/integration";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";
import { type KeyFigures, noFigures } from "#lib/traffic/read-key-figures";
import { FailureRate } from "./failure-rate";
import { NewIntegration } from "./new-integration";
import { newestUseOf } from "./newest-use";

type IntegrationSectionProps = {
  /** Those that are looked at. */
  integrations: readonly Integration[];
  /** There is none at all yet. */
  isFirst: boolean;
  /** Of the range, by id. */
  figures: ReadonlyMap<string, KeyFigures>;
  /** Calls without a key get one that all integrations share. */
  hasSharedKey: boolean;
  search: RangeSearch;
  nowMs: number;
};

export function IntegrationSection(props: IntegrationSectionProps) {
  const { integrations, isFirst, figures, hasSharedKey, search, nowMs } = props;
  if (isFirst) return <NoIntegrations />;
  if (integrations.length === 0) {
    return (
      <Section title="Integrations">
        <p className="text-ink-3">None of them sent such traffic in this range.</p>
      </Section>
    );
  }
  return (
    <Section title="Integrations" note="Each has tokens of its own, so that its calls are told from the others'." flush>
      <Table label="Integrations">
        <TableHead>
          <tr>
            <TableHeader className="w-full">Integration</TableHeader>
            <TableHeader numeric>Attempts</TableHeader>
            <TableHeader numeric>Failure rate</TableHeader>
            <TableHeader className="max-sm:hidden">Token last used</TableHeader>
            <TableHeader className="max-sm:hidden">Kisi key</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {integrations.map((integration) => {
            const sums = figures.get(integration.id) ?? noFigures;
            const isRevoked = integration.revokedAtMs !== null;
            return (
              <TableRow key={integration.id}>
                <TableCell className="max-w-0 py-1.5">
                  <span className="flex items-center gap-2">
                    <RowLink
                      href={serializeRangeSearch(`/integrations/${integration.id}`, search)}
                      className={isRevoked ? "truncate text-ink-3" : "truncate font-medium"}
                    >
                      {integration.name}
                    </RowLink>
                    {isRevoked ? <Badge>revoked</Badge> : null}
                  </span>
                  {integration.id === integration.name ? null : (
                    <span className="block truncate font-mono text-ink-3 text-xs">{integration.id}</span>
                  )}
                </TableCell>
                <TableCell numeric>{formatNumber(sums.attempts)}</TableCell>
                <TableCell numeric>
                  <FailureRate {...sums} />
                </TableCell>
                <TableCell className="text-ink-2 max-sm:hidden">
                  {isRevoked ? "–" : <Ago ms={newestUseOf(integration)} nowMs={nowMs} />}
                </TableCell>
                <TableCell className="text-ink-2 max-sm:hidden">
                  <KeyWords integration={integration} hasSharedKey={hasSharedKey} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Section>
  );
}

function KeyWords({ integration, hasSharedKey }: { integration: Integration; hasSharedKey: boolean }) {
  const { key, revokedAtMs } = integration;
  if (revokedAtMs !== null) return "–";
  if (key?.readable) return <Last4 last4={key.last4} />;
  if (key) return <span className="text-danger">cannot be opened</span>;
  return hasSharedKey ? "the shared one" : "the caller's own";
}

function NoIntegrations() {
  return (
    <EmptyState
      className="rounded-lg border"
      title="No integration sends its calls through Ajar yet"
      actions={<NewIntegration />}
    >
      Make one for each program of yours that calls Kisi. It gets a token, and Ajar shows the lines to change: a base
      URL and a header.
    </EmptyState>
  );
}
