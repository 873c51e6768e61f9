import type { Credential } from "#lib/model/credential";
import type { AttemptFilter } from "#lib/model/filter";
import type { Integration } from "#lib/model/integration";
import type { KeyFigures } from "#lib/traffic/read-key-figures";

type TrafficFilter = Pick<AttemptFilter, "integration" | "credential">;

/** The integrations that a filter means: those it names, and of a key those that sent with it in the range. */
export function narrowIntegrations(
  integrations: readonly Integration[],
  { integration, credential }: TrafficFilter,
  figures: ReadonlyMap<string, KeyFigures>,
): readonly Integration[] {
  return integrations
    .filter(({ id, name }) => !integration || integration.includes(id) || integration.includes(name))
    .filter(({ id }) => !credential || figures.has(id));
}

/** The keys that a filter means: those it names, and of an integration those that it sent with in the range. */
export function narrowCredentials(
  credentials: readonly Credential[],
  { integration, credential }: TrafficFilter,
): readonly Credential[] {
  return credentials
    .filter(({ fingerprint }) => !credential || credential.includes(fingerprint))
    .filter(({ attempts }) => !integration || attempts > 0);
}
