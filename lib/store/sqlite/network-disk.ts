import { statfsSync } from "node:fs";

/** Linux's numbers of filesystems that live on another machine (statfs(2)). */
const networkFilesystems: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x00c36400, "Ceph"],
]);

/** A warning if the directory is on a network disk, whose locks SQLite cannot rely on; null if not, or not known. */
export function networkDiskWarning(dir: string, typeOf = (path: string) => statfsSync(path).type): string | null {
  const name = networkFilesystems.get(typeOf(dir));
  if (name === undefined) return null;
  return `the data directory ${dir} is on ${name}, where databases get damaged: move it to a disk of this machine`;
}
