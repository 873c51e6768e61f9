"use client";

import { ConfirmedAction } from "#components/form/confirmed-action";
import { FormMessage } from "#components/form/form-message";
import { NewToken } from "#components/form/new-token";
import { Ago } from "#components/ui/ago";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { type IntegrationToken, type IntegrationTokenKind, integrationTokenKinds } from "#lib/model/integration";
import { removeTokenAction } from "./actions";
import { useNewToken } from "./use-new-token";

/** `isFixed`: it comes from the environment and is changed there. */
type ShownToken = IntegrationToken & { readonly isFixed: boolean };

type TokenPanelProps = { integration: string; tokens: readonly ShownToken[]; timeZone: string; nowMs: number };

/** The tokens, and a further one on a click: shown once. */
export function TokenPanel({ integration, tokens, timeZone, nowMs }: TokenPanelProps) {
  const { made, make, failure, isPending } = useNewToken(integration);
  return (
    <>
      {tokens.length === 0 ? (
        <p className="px-4 pb-4 text-ink-3">It has no token yet: nothing can call through it.</p>
      ) : (
        <Table label="Tokens">
          <TableHead>
            <tr>
              <TableHeader className="w-full">Token</TableHeader>
              <TableHeader>Opens</TableHeader>
              <TableHeader className="max-sm:hidden">Made</TableHeader>
              <TableHeader>Last used</TableHeader>
              <TableHeader>
                <span className="sr-only">Rotate or revoke</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {tokens.map((token) => (
              <Row key={token.id} token={token} timeZone={timeZone} nowMs={nowMs} onRotate={make} />
            ))}
          </TableBody>
        </Table>
      )}
      <div className="grid grid-cols-1 gap-4 border-t px-4 py-4">
        {integrationTokenKinds.map((kind) => {
          const token = made[kind];
          return token ? <NewToken key={kind} title={`The new ${kind} token`} token={token} /> : null;
        })}
        {failure ? <FormMessage state={failure} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button pending={isPending} onClick={() => make("gateway")}>
            New gateway token
          </Button>
          <Button pending={isPending} onClick={() => make("ingest")}>
            New ingest token
          </Button>
        </div>
      </div>
    </>
  );
}

type RowProps = {
  token: ShownToken;
  timeZone: string;
  nowMs: number;
  onRotate: (kind: IntegrationTokenKind) => void;
};

function Row({ token, timeZone, nowMs, onRotate }: RowProps) {
  return (
    <TableRow>
      <TableCell mono className="py-1.5">
        {token.isFixed ? token.prefix : `${token.prefix}…`}
      </TableCell>
      <TableCell>
        <Badge>{token.kind}</Badge>
      </TableCell>
      <TableCell className="text-ink-2 max-sm:hidden">
        {token.isFixed ? "at start" : <Time ms={token.createdAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />}
      </TableCell>
      <TableCell className="text-ink-2">
        {token.isFixed && token.lastUsedAtMs === null ? (
          "not since the start"
        ) : (
          <Ago ms={token.lastUsedAtMs} nowMs={nowMs} />
        )}
      </TableCell>
      <TableCell className="text-right">
        {token.isFixed ? null : (
          <span className="inline-flex gap-1">
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Rotate the token ${token.prefix}`}
              title="Make a new token of its kind; this one stays good until you revoke it"
              onClick={() => onRotate(token.kind)}
            >
              Rotate
            </Button>
            <ConfirmedAction
              aria-label={`Revoke the token ${token.prefix}`}
              title={`Revoke the token ${token.prefix}…?`}
              description="Calls that bring it are refused with 401 from the next one on, and do not reach Kisi. This cannot be undone."
              confirm="Revoke the token"
              action={removeTokenAction}
              fields={{ id: token.id }}
            >
              Revoke
            </ConfirmedAction>
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}
