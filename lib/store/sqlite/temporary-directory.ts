import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty directory that goes with the test. */
export function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), "ajar-store-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
