import { describe, expect, it } from "@jest/globals";
import {
  parseMountTable,
  readMountTable,
  readOnlyOptions,
} from "../../../src/adapters/sandbox/mount-table.ts";

describe("parseMountTable", () => {
  it("reads place and options, of two mounts at one place the upper one, blanks and all", () => {
    const text = [
      "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
      "23 22 0:5 / /mnt/a\\040b\\134c rw,nosuid,noexec - tmpfs none rw",
      "24 22 0:6 / /opt rw - tmpfs none rw",
      "25 24 0:7 / /opt ro,nodev master:1 - tmpfs none rw",
      "",
    ].join("\n");
    expect(parseMountTable(text)).toEqual([
      { path: "/", options: ["rw", "relatime"] },
      { path: "/mnt/a b\\c", options: ["rw", "nosuid", "noexec"] },
      { path: "/opt", options: ["ro", "nodev"] },
    ]);
  });

  it("finds the root of this machine", () => {
    expect(readMountTable().map(({ path }) => path)).toContain("/");
  });
});

describe("readOnlyOptions", () => {
  it("keeps what a namespace may not lose, and adds what a build must not have", () => {
    expect(readOnlyOptions({ path: "/", options: ["rw", "noexec", "relatime"] })).toBe(
      "ro,nosuid,nodev,noexec,relatime",
    );
    expect(readOnlyOptions({ path: "/", options: ["rw", "nosuid"] })).toBe("ro,nosuid,nodev");
  });
});
