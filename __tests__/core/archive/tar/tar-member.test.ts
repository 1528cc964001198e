import { describe, expect, it } from "@jest/globals";
import { join, paxMember, tarMeta, tarOf, type TarEntry } from "../../../support/archives.ts";
import { archiveIn } from "../../../support/read-archive.ts";

const long = "n".repeat(120);
const cut100 = long.slice(0, 100);
const cut99 = long.slice(0, 99);
/** A name with a slash at 150. */
const deep = `${"d".repeat(150)}/${"n".repeat(120)}`;
const gnu = { format: "gnu" } as const;

/** What the model keeps of how the header spells the only entry's name, target and time. */
async function spelled(bytes: Uint8Array): Promise<unknown> {
  const [entry] = (await archiveIn(bytes)).entries;
  const keys = /^tar\.(?:header-(?:name|linkname|mtime)|directory-slash)/;
  return Object.fromEntries([...(entry?.fields ?? [])].filter(([key]) => keys.test(key)));
}

function link(path: string, linkTarget: string): TarEntry {
  return { path, type: "symlink", linkTarget };
}

describe("the model of a tar member", () => {
  it.each<[name: string, bytes: Uint8Array, fields: unknown]>([
    ["nothing of a plain header", tarOf([{ path: "a" }]), {}],
    [
      "a directory without a slash",
      tarOf([{ path: "d", type: "directory" }]),
      { "tar.directory-slash": "none" },
    ],
    ["nothing of a directory with one", tarOf([{ path: "d/", type: "directory" }]), {}],
    [
      "a name cut to 100 bytes",
      tarOf([paxMember([["path", long]]), { path: cut100 }]),
      { "tar.header-name-spelling": "cut-100" },
    ],
    [
      "a name cut to 99 bytes",
      tarOf([paxMember([["path", long]]), { path: cut99 }]),
      { "tar.header-name-spelling": "cut-99" },
    ],
    [
      "a name cut to what prefix and name hold, as Node's tar writes it",
      tarOf([
        paxMember([["path", deep]]),
        { path: "x", raw: { prefix: deep.slice(0, 150), name: deep.slice(151, 251) } },
      ]),
      { "tar.header-name-spelling": "cut-251" },
    ],
    [
      "a name that is shorter than any header would make it",
      tarOf([paxMember([["path", long]]), { path: long.slice(0, 98) }]),
      { "tar.header-name": long.slice(0, 98) },
    ],
    [
      "a name that differs in its last byte",
      tarOf([paxMember([["path", long]]), { path: `${cut99}x` }]),
      { "tar.header-name": `${cut99}x` },
    ],
    [
      "a name that is there twice",
      tarOf([paxMember([["path", "a"]]), { path: "a" }]),
      { "tar.header-name-spelling": "whole" },
    ],
    [
      "another name in the header",
      tarOf([paxMember([["path", "a"]]), { path: "x" }]),
      { "tar.header-name": "x" },
    ],
    [
      "no name in the header",
      tarOf([paxMember([["path", "a"]]), { path: "x", raw: { name: "" } }]),
      { "tar.header-name": "" },
    ],
    [
      "a name of GNU tar",
      tarOf([tarMeta("L", join(long, "\0")), { path: cut99 }], gnu),
      { "tar.header-name-spelling": "cut-99" },
    ],
    [
      "a name of GNU tar that is there twice",
      tarOf([tarMeta("L", "a\0"), { path: "a" }], gnu),
      { "tar.header-name-spelling": "whole" },
    ],
    [
      "a target cut to 100 bytes",
      tarOf([paxMember([["linkpath", long]]), link("a", cut100)]),
      { "tar.header-linkname-spelling": "cut-100" },
    ],
    [
      "a target that is there twice",
      tarOf([paxMember([["linkpath", "t"]]), link("a", "t")]),
      { "tar.header-linkname-spelling": "whole" },
    ],
    [
      "another target in the header",
      tarOf([paxMember([["linkpath", "t"]]), link("a", "x")]),
      { "tar.header-linkname": "x" },
    ],
    [
      "a target of GNU tar that is there twice",
      tarOf([tarMeta("K", "t\0"), link("a", "t")], gnu),
      { "tar.header-linkname-spelling": "whole" },
    ],
    [
      "nothing of a time with a fraction",
      tarOf([paxMember([["mtime", "5.5"]]), { path: "a", mtime: 5 }]),
      {},
    ],
    [
      "a time that the header rounds",
      tarOf([paxMember([["mtime", "5.5"]]), { path: "a", mtime: 6 }]),
      { "tar.header-mtime": "6" },
    ],
  ])("keeps %s", async (_, bytes, fields) => {
    expect(await spelled(bytes)).toEqual(fields);
  });
});
