import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { lockDirectory } from "#lib/store/sqlite/directory-lock";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";

const refusal = { name: "AppError", code: "conflict", message: expect.stringContaining("Another Ajar is running") };

test("the second to lock a directory is refused, and may have it when the first lets go", () => {
  const dir = temporaryDirectory();
  const first = lockDirectory(dir);
  expect(() => lockDirectory(dir)).toThrow(expect.objectContaining(refusal));
  first.release();
  lockDirectory(dir).release();
});

test("a process that is killed leaves no lock behind", async () => {
  const dir = temporaryDirectory();
  const script = `
    const { lockDirectory } = await import("#lib/store/sqlite/directory-lock");
    lockDirectory(${JSON.stringify(dir)});
    console.log("locked");
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  expect(() => lockDirectory(dir)).toThrow(expect.objectContaining(refusal));
  other.kill("SIGKILL");
  await once(other, "exit");
  lockDirectory(dir).release();
});
