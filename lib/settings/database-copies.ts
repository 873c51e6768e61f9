import { readdir } from "node:fs/promises";

/** Names of the copies that were made of the database before its migrations, and are in the data directory still. */
export async function listDatabaseCopies(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(dataDir).catch(() => []);
  return names.filter((name) => /^ajar\.db\.before-/.test(name)).sort();
}
