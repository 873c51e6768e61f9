import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepareDirectory, preparePrivateFile } from "#lib/store/sqlite/data-directory";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("a directory is made for its owner alone, and so is a file, even one that was open to others", () => {
  const dir = join(temporaryDirectory(), "a", "b");
  prepareDirectory(dir);
  prepareDirectory(dir);
  expect(modeOf(dir)).toBe("700");
  preparePrivateFile(dir, join(dir, "new"));
  writeFileSync(join(dir, "old"), "kept", { mode: 0o644 });
  preparePrivateFile(dir, join(dir, "old"));
  expect([modeOf(join(dir, "new")), modeOf(join(dir, "old")), statSync(join(dir, "old")).size]).toEqual([
    "600",
    "600",
    4,
  ]);
});

test("a path that is no directory is refused in one sentence that names it", () => {
  const file = join(temporaryDirectory(), "file");
  writeFileSync(file, "");
  for (const dir of [file, join(file, "below")]) {
    const refusal = {
      name: "AppError",
      code: "unavailable",
      message: expect.stringContaining(`${dir} cannot be used`),
    };
    expect(() => prepareDirectory(dir)).toThrow(expect.objectContaining(refusal));
  }
});

test.runIf(existsSync("/proc/self"))("a place in which nothing can be made is refused, and nobody waits", () => {
  const refusal = {
    code: "unavailable",
    message: expect.stringMatching(/^The data directory \/proc\/ajar\/data cannot/),
  };
  expect(() => prepareDirectory("/proc/ajar/data")).toThrow(expect.objectContaining(refusal));
});

test("a directory that this user may not write to is refused", () => {
  const dir = join(temporaryDirectory(), "sealed");
  mkdirSync(dir, { mode: 0o500 });
  // root may write anywhere, so the question is asked as nobody.
  const nobody = 65_534;
  const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if ("uid" in asNobody) {
    chownSync(dir, nobody, nobody);
    chmodSync(join(dir, ".."), 0o755);
  }
  const script = `
    const { prepareDirectory } = await import("#lib/store/sqlite/data-directory");
    try { prepareDirectory(${JSON.stringify(dir)}); } catch (error) { console.log(error.message); }`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    ...asNobody,
    encoding: "utf8",
  });
  expect([stdout.trim(), stderr]).toEqual([
    `The data directory ${dir} cannot be used: this user may not write there. Set AJAR_DATA_DIR to a directory of your own`,
    "",
  ]);
});
