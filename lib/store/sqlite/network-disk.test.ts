import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { networkDiskWarning } from "#lib/store/sqlite/network-disk";

test.each([
  [0x6969, "NFS"],
  [0xff534d42, "CIFS"],
  [0xef53, null],
  [0x01021994, null],
])("a directory on a filesystem of type %i: %s", (type, name) => {
  expect(networkDiskWarning("/srv/ajar", () => type)).toEqual(
    name && expect.stringContaining(`/srv/ajar is on ${name}`),
  );
});

test("the directory for temporary files is on a disk of this machine", () => {
  expect(networkDiskWarning(tmpdir())).toBeNull();
});
