import { describe, expect, it } from "@jest/globals";
import { arOf, debOf } from "../../../support/ar.ts";
import { gzipOf, tarOf, zipOf, type TarEntry } from "../../../support/archives.ts";
import { archiveIn, refusalOf } from "../../../support/read-archive.ts";

/** A symbolic link. */
function link(path: string, linkTarget: string): TarEntry {
  return { path, type: "symlink", linkTarget };
}

/** A hard link. */
function hard(path: string, linkTarget: string): TarEntry {
  return { path, type: "hardlink", linkTarget };
}

/** A folder. */
function folder(path: string): TarEntry {
  return { path, type: "directory" };
}

const plain = tarOf([{ path: "x" }]);
const inData = { inside: ["data.tar"] };

/** The code with which these files of a package are refused, or `archive`. */
async function verdictOn(entries: readonly TarEntry[]): Promise<string> {
  const verdict = await refusalOf(debOf(plain, tarOf(entries)), inData);
  return verdict.replace(/@.*/, "");
}

/** The same in a tar by itself. */
async function alone(entries: readonly TarEntry[]): Promise<string> {
  return (await refusalOf(tarOf(entries))).replace(/@.*/, "");
}

describe("the files of a Debian package", () => {
  it.each(["/x", "/usr/lib/x.so.1", "/etc/ssl/...", "/a/..b"])(
    "may link to %s, because they are unpacked at the root",
    async (target) => {
      expect(await verdictOn([link("l", target)])).toBe("archive");
      expect(await alone([link("l", target)])).toBe("link-escape");
    },
  );

  it.each([
    ["/", "link-escape"],
    ["/a/", "link-escape"],
    ["/..", "link-escape"],
    ["/a/../b", "link-escape"],
    ["/./a", "link-escape"],
    ["/a/.", "link-escape"],
    ["//a", "link-not-canonical"],
    ["/a//b", "link-not-canonical"],
    ["/a\\b", "link-escape"],
    ["/a\x1b", "name-control"],
    ["../x", "link-escape"],
    ["a/../b", "link-escape"],
    ["c:/x", "link-escape"],
  ])("may not link to %j", async (target, code) => {
    expect(await verdictOn([link("l", target)])).toBe(code);
  });

  it.each<[string, TarEntry[]]>([
    ["files", [{ path: "d/xt_MARK.h" }, { path: "d/xt_mark.h" }]],
    ["three files", [{ path: "AA" }, { path: "Aa" }, { path: "aa" }]],
    ["folders", [folder("Pod"), folder("pod"), { path: "Pod/x" }, { path: "pod/x" }]],
    ["folders that no entry names", [{ path: "Sys/x" }, { path: "sys/y" }]],
    ["folders that are named later", [{ path: "Sys/x" }, { path: "sys/y" }, folder("sys")]],
    ["a file and a hard link's target", [{ path: "A" }, { path: "a" }, hard("h", "a")]],
  ])("may have names that differ in case alone: %s", async (_, entries) => {
    expect(await verdictOn(entries)).toBe("archive");
    expect(await alone(entries)).toBe("name-collision");
  });

  it.each<[string, TarEntry[], string]>([
    ["a file and a folder", [{ path: "a" }, folder("A")], "name-collision"],
    ["a folder and a file", [folder("A"), { path: "a" }], "name-collision"],
    ["a file and what lies below", [{ path: "a" }, { path: "A/x" }], "name-collision"],
    ["a file and a link", [{ path: "a" }, link("A", "x")], "name-collision"],
    ["a link and a folder", [link("a", "x"), folder("A")], "name-collision"],
    ["a link and what lies below", [link("a", "x"), { path: "A/x" }], "name-collision"],
    ["two links", [link("a", "x"), link("A", "x")], "name-collision"],
    ["a file and a hard link", [{ path: "a" }, hard("A", "a")], "name-collision"],
    ["a name of other letters", [{ path: "\u00e4" }, { path: "\u00c4" }], "name-collision"],
    ["two letters for one", [{ path: "stra\u00dfe" }, { path: "strasse" }], "name-collision"],
    ["the sign of the kelvin", [{ path: "\u212a" }, { path: "k" }], "name-collision"],
    ["the first name again", [{ path: "A" }, { path: "a" }, { path: "A" }], "name-duplicate"],
    ["the second name again", [{ path: "A" }, { path: "a" }, { path: "a" }], "name-duplicate"],
    ["below the second file", [{ path: "A" }, { path: "a" }, { path: "a/x" }], "name-collision"],
  ])("may not have, in two spellings, %s", async (_, entries, code) => {
    expect(await verdictOn(entries)).toBe(code);
  });

  it("may not have a hard link to a name that is there in another case only", async () => {
    expect(await verdictOn([{ path: "A" }, hard("h", "a")])).toBe("hardlink-target");
    const twins: TarEntry[] = [{ path: "A" }, { path: "a" }];
    expect(await verdictOn([folder("D"), folder("d"), hard("h", "d")])).toBe("hardlink-target");
    expect(await verdictOn([...twins, hard("h", "aA")])).toBe("hardlink-target");
  });

  it.each<[string, TarEntry[], string]>([
    ["an absolute name", [{ path: "/usr/x" }], "name-not-canonical"],
    ["a name that climbs", [{ path: "../x" }], "name-not-canonical"],
    ["a file below a link to the system", [link("l", "/etc"), { path: "l/x" }], "link-parent"],
    ["a backslash in a name", [{ path: "a\\b" }], "name-separator"],
  ])("may not have %s", async (_, entries, code) => {
    expect(await verdictOn(entries)).toBe(code);
  });
});

describe("what is read for dpkg", () => {
  const linked = tarOf([link("l", "/etc/x"), { path: "A" }, { path: "a" }]);
  const deb = debOf(linked, linked);
  const zip = zipOf([{ path: "l", type: "symlink", body: "/etc/x" }]);

  it("is what data.tar has, in any compression", async () => {
    expect(await refusalOf(deb, inData)).toBe("archive");
    const packed = arOf([
      { name: "debian-binary", body: "2.0\n" },
      { name: "control.tar", body: plain },
      { name: "data.tar.gz", body: gzipOf(linked) },
    ]);
    expect(await refusalOf(packed, { inside: ["data.tar.gz"], pieces: [99] })).toBe("archive");
    const { entries } = await archiveIn(packed, { inside: ["data.tar.gz"] });
    expect(entries.map(({ path, linkTarget }) => [path, linkTarget])).toEqual([
      ["l", "/etc/x"],
      ["A", null],
      ["a", null],
    ]);
  });

  it.each([
    ["what control.tar has", deb, ["control.tar"]],
    [
      "what no package has",
      arOf([{ name: "x" }, { name: "data.tar", body: linked }]),
      ["data.tar"],
    ],
    ["another member", debOf(plain, plain, [{ name: "_data.tar", body: linked }]), ["_data.tar"]],
    [
      "a file among the others",
      debOf(plain, tarOf([{ path: "x.tar", body: linked }])),
      ["data.tar", "x.tar"],
    ],
    ["a tar in a tar", tarOf([{ path: "data.tar", body: linked }]), ["data.tar"]],
    ["what a zip has in its place", debOf(plain, zip), ["data.tar"]],
  ])("is not %s", async (_, bytes, inside) => {
    const verdict = await refusalOf(bytes, { inside, limits: { depth: 3 } });
    expect(verdict).toMatch(/^link-escape@/);
  });
});
