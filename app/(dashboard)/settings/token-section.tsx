import { ConfirmedAction } from "#components/form/confirmed-action";
import { Ago } from "#components/ui/ago";
import { Badge } from "#components/ui/badge";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { type ApiToken, scopes } from "#lib/model/account";
import { revokeTokenAction } from "./token-actions";
import { TokenForm } from "./token-form";

type TokenSectionProps = {
  tokens: readonly ApiToken[];
  hasEnvironmentToken: boolean;
  timeZone: string;
  nowMs: number;
};

export function TokenSection({ tokens, hasEnvironmentToken, timeZone, nowMs }: TokenSectionProps) {
  const isEmpty = tokens.length === 0 && !hasEnvironmentToken;
  return (
    <Section title="API tokens" note="For programs: the JSON API, ingest and metrics. Sent as a Bearer token." flush>
      {isEmpty ? (
        <p className="px-4 pb-4 text-ink-3">No program has a token yet.</p>
      ) : (
        <Table label="API tokens">
          <TableHead>
            <tr>
              <TableHeader>Token</TableHeader>
              <TableHeader>Scopes</TableHeader>
              <TableHeader className="max-sm:hidden">Made</TableHeader>
              <TableHeader className="max-sm:hidden">Last used</TableHeader>
              <TableHeader>
                <span className="sr-only">Revoke</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {hasEnvironmentToken ? <EnvironmentRow /> : null}
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} timeZone={timeZone} nowMs={nowMs} />
            ))}
          </TableBody>
        </Table>
      )}
      <div className="border-t px-4 py-4">
        <TokenForm />
      </div>
    </Section>
  );
}

function TokenRow({ token, timeZone, nowMs }: { token: ApiToken; timeZone: string; nowMs: number }) {
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="block max-w-[9rem] truncate sm:max-w-[16rem]" title={token.name}>
          {token.name}
        </span>
        <span className="font-mono text-ink-3 text-xs">{token.prefix}…</span>
        {token.expiresAtMs === null ? null : (
          <span className="block text-ink-3 text-xs">
            {nowMs < token.expiresAtMs ? "ends " : "ended "}
            <Time ms={token.expiresAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
          </span>
        )}
        <span className="block text-ink-3 text-xs sm:hidden">
          last used: <Ago ms={token.lastUsedAtMs} nowMs={nowMs} />
        </span>
      </TableCell>
      <TableCell>
        <Scopes scopes={token.scopes} />
      </TableCell>
      <TableCell className="text-ink-2 max-sm:hidden">
        <Time ms={token.createdAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
      </TableCell>
      <TableCell className="text-ink-2 max-sm:hidden">
        <Ago ms={token.lastUsedAtMs} nowMs={nowMs} />
      </TableCell>
      <TableCell className="text-right">
        <ConfirmedAction
          aria-label={`Revoke the token for ${token.name}`}
          title={`Revoke the token for ${token.name}?`}
          description="Programs that use it are refused from the next request on. This cannot be undone; a new token can be made."
          confirm="Revoke the token"
          action={revokeTokenAction}
          fields={{ id: token.id }}
        >
          Revoke
        </ConfirmedAction>
      </TableCell>
    </TableRow>
  );
}

function EnvironmentRow() {
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="block">From the environment</span>
        <span className="font-mono text-ink-3 text-xs">AJAR_API_TOKEN</span>
      </TableCell>
      <TableCell>
        <Scopes scopes={scopes} />
      </TableCell>
      <TableCell className="text-ink-3 max-sm:hidden">at start</TableCell>
      <TableCell className="text-ink-3 max-sm:hidden">not kept</TableCell>
      <TableCell />
    </TableRow>
  );
}

function Scopes({ scopes: granted }: { scopes: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {granted.map((scope) => (
        <Badge key={scope}>{scope}</Badge>
      ))}
    </span>
  );
}
