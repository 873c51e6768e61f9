import type { Database } from "better-sqlite3";
import type { ProblemsQuery } from "#lib/store/problem-store";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";

/** Ids as JSON lists, bound by name; null means all. */
export type Senders = { readonly integrations: string | null; readonly credentials: string | null };

/** The condition for rows of attempts and of hours alike. */
export const ofSenders = `
  (@integrations IS NULL OR integration_id IN (SELECT value FROM json_each(@integrations)))
  AND (@credentials IS NULL OR credential_id IN (SELECT value FROM json_each(@credentials)))`;

/** Prepares the translation of senders' names into ids. */
export function prepareResolveSenders(db: Database): (senders: ProblemsQuery["senders"]) => Senders {
  const resolveFilter = prepareResolveFilter(db);
  const textOf = (ids: readonly number[] | null) => ids && JSON.stringify(ids);
  return (senders) => {
    const { integrationIds, credentialIds } = resolveFilter(senders);
    return { integrations: textOf(integrationIds), credentials: textOf(credentialIds) };
  };
}
