import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of all files in a directory and below. A file that goes away meanwhile counts nothing. */
export async function measureDirectory(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => sizeOf(join(file.parentPath, file.name))));
  return sizes.reduce((total, size) => total + size, 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    // SQLite removes its -wal and -shm files when it likes.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
