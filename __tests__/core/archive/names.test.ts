import { describe, expect, it } from "@jest/globals";
import { checkSymlink } from "../../../src/core/archive/link-target.ts";
import { NameIndex } from "../../../src/core/archive/name-index.ts";
import { checkName } from "../../../src/core/archive/names.ts";
import { refusalOf } from "../../../src/core/archive/refusal.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { bytesOf } from "../../support/archives.ts";
import { refusalOf as refusalOfBytes } from "../../support/read-archive.ts";

/** The code with which this is refused, or null. */
function codeOf(step: () => void): string | null {
  try {
    step();
    return null;
  } catch (error) {
    return refusalOf(error)?.code ?? String(error);
  }
}

describe("a name", () => {
  it.each([".", "..", "a/.", "a/../b", "a//b", ""])("is refused for a part %j", (name) => {
    expect(
      codeOf(() => {
        checkName(name, 0);
      }),
    ).toBe("name-not-canonical");
  });

  it.each([".a", "..a", "...", "a..", "a/.b", "a/..b"])("may begin or end in dots: %s", (name) => {
    expect(
      codeOf(() => {
        checkName(name, 0);
      }),
    ).toBeNull();
  });
});

describe("a symbolic link", () => {
  it.each(["", "/x", "../x", "./../../x", "a/../x", "c:x", "a\\b"])(
    "may not lead to %j",
    (target) => {
      expect(
        codeOf(() => {
          checkSymlink("l", target, 0);
        }),
      ).toBe("link-escape");
    },
  );

  it.each(["./../x", "../x", ".././x", "x/", "."])("may lead to %s from a folder", (target) => {
    expect(
      codeOf(() => {
        checkSymlink("d/l", target, 0);
      }),
    ).toBeNull();
  });
});

describe("the names of an archive", () => {
  it("may imply a folder more than once", () => {
    const names = new NameIndex();
    for (const name of ["a/b/x", "a/c/y", "a/b/z"]) names.add(pathFromText(name), "file", 0);
    expect(names.isFile("a/c/y")).toBe(true);
  });

  it("hold a file by its exact name, and nothing else", () => {
    const names = new NameIndex();
    names.add(pathFromText("A"), "file", 0);
    names.add(pathFromText("d"), "directory", 0);
    names.add(pathFromText("l"), "symlink", 0);
    expect(["A", "a", "d", "l", "gone"].map((name) => names.isFile(name))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("a skippable frame", () => {
  it("is one of sixteen magics", async () => {
    const magic = (first: number): Uint8Array => Uint8Array.of(first, 0x2a, 0x4d, 0x18, 0, 0, 0, 0);
    expect(await refusalOfBytes(magic(0x5f))).toBe("zstd-skippable-frame@0");
    expect(await refusalOfBytes(magic(0x60))).toBe("opaque");
  });
});

describe("the end of a zip", () => {
  it("is looked for at its place alone, in what is no archive", async () => {
    expect(await refusalOfBytes(bytesOf(`xPK\x05\x06${"x".repeat(18)}`))).toBe("zip-prefix@0");
    expect(await refusalOfBytes(bytesOf(`xxPK\x05\x06xxxxxx`))).toBe("opaque");
  });
});
