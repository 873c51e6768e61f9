import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { measureDirectory } from "#lib/settings/directory-size";

test("adds up files at every depth, and does not follow links out", async () => {
  const dir = await mkdtemp(join(tmpdir(), "ajar-size-"));
  await mkdir(join(dir, "a", "b"), { recursive: true });
  await writeFile(join(dir, "one"), "12345");
  await writeFile(join(dir, "a", "b", "two"), "1234567");
  await symlink("/usr", join(dir, "elsewhere"));
  expect(await measureDirectory(dir)).toBe(12);
  await rm(dir, { recursive: true });
});
