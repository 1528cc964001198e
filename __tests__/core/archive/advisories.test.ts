import { describe, expect, it } from "@jest/globals";
import { join, paxMember, tarMeta, tarOf, zipOf, type TarEntry } from "../../support/archives.ts";
import { refusalOf } from "../../support/read-archive.ts";

const a: TarEntry = { path: "a", body: "first" };
const hidden = tarOf([{ path: "S", body: "inside" }], { endBlocks: 0 });
const zeroSize = { raw: { size: "00000000000\0" } };

function symlink(path: string, linkTarget: string): TarEntry {
  return { path, type: "symlink", linkTarget };
}

function hardlink(path: string, linkTarget: string): TarEntry {
  return { path, type: "hardlink", linkTarget };
}

/** What each advisory was about, as the smallest archive of its kind, and how it is refused. */
const ADVISORIES: readonly (readonly [
  id: string,
  about: string,
  bytes: Uint8Array,
  expected: string,
])[] = [
  [
    "CVE-2025-62518",
    "a member hides in a body that only the PAX header declares",
    tarOf([{ path: "a", pax: [["size", "1024"]], ...zeroSize }, hidden, a]),
    "tar-pax-size-mismatch@1024",
  ],
  [
    "GHSA-vmf3-w455-68vh",
    "a PAX header whose size is taken for that of the long name behind it",
    tarOf([paxMember([["size", "1024"]]), tarMeta("L", "long\0"), { ...a, body: hidden }]),
    "tar-meta-stacked@1024",
  ],
  [
    "GHSA-8x88-c5mf-7j5w",
    "a PAX size beside another one in the header",
    tarOf([{ ...a, pax: [["size", "1024"]] }, hidden]),
    "tar-pax-size-mismatch@1024",
  ],
  [
    "CVE-2025-8194",
    "a negative size that leads back",
    tarOf([{ ...a, raw: { size: new Uint8Array(12).fill(0xff) } }]),
    "tar-number@124",
  ],
  [
    "CVE-2025-8194",
    "the same in a PAX record",
    tarOf([{ ...a, pax: [["size", "-1024"]] }]),
    "tar-pax-value@512",
  ],
  [
    "GHSA-34x7-hfp2-rc4v",
    "a hard link whose target climbs",
    tarOf([a, hardlink("h", "../../outside")]),
    "hardlink-target@1024",
  ],
  [
    "GHSA-83g3-92jg-28cx",
    "a hard link to a target behind symbolic links",
    tarOf([symlink("d/up", ".."), symlink("d/out", "up/.."), hardlink("h", "d/out/outside")]),
    "link-escape@512",
  ],
  [
    "GHSA-83g3-92jg-28cx",
    "a hard link through a symbolic link that stays inside",
    tarOf([symlink("l", "d"), hardlink("h", "l/f")]),
    "hardlink-target@512",
  ],
  [
    "GHSA-qffp-2rhf-9h96",
    "a hard link to a path relative to a drive",
    tarOf([a, hardlink("h", "C:../outside")]),
    "hardlink-target@1024",
  ],
  [
    "GHSA-8qq5-rm4j-mr97 (CVE-2026-23745)",
    "an absolute symbolic link",
    tarOf([symlink("l", "/etc/passwd")]),
    "link-escape@0",
  ],
  [
    "GHSA-8qq5-rm4j-mr97 (CVE-2026-23745)",
    "an absolute hard link",
    tarOf([a, hardlink("h", "/etc/passwd")]),
    "hardlink-target@1024",
  ],
  [
    "CVE-2025-4138",
    "a symbolic link that climbs out behind a name",
    tarOf([symlink("l", "d/../../outside")]),
    "link-escape@0",
  ],
  [
    "CVE-2025-4330",
    "a symbolic link below a symbolic link",
    tarOf([symlink("l", "d"), symlink("l/out", "..")]),
    "link-parent@512",
  ],
  [
    "CVE-2025-4517",
    "folders too deep to resolve, and a link that climbs out of them",
    tarOf([
      { path: `${"d".repeat(247)}/`, type: "directory" },
      symlink("l", `${"d".repeat(247)}/../../outside`),
    ]),
    "link-escape@2560",
  ],
  [
    "GHSA-9ppj-qmqm-q256",
    "a symbolic link to a path relative to a drive",
    tarOf([symlink("l", "C:../outside")]),
    "link-escape@0",
  ],
  [
    "CVE-2026-23950",
    "two names that one file system folds into one",
    tarOf([symlink("collided-stra\u00dfe", "d"), { path: "collided-strasse", body: "x" }]),
    "name-collision@512",
  ],
  [
    "CVE-2025-54368",
    "a zip behind another one",
    join(zipOf([{ path: "a", body: "x", method: "stored" }]), zipOf([{ path: "S" }])),
    "zip-cd-position@101",
  ],
  [
    "CVE-2025-54368",
    "a member that the directory does not list",
    zipOf([{ path: "a" }, { path: "S", without: "central" }]),
    "zip-gap@31",
  ],
  [
    "CVE-2025-54368",
    "a name that the two records of a member spell otherwise",
    zipOf([{ path: "a", local: { name: "S" } }]),
    "zip-local-central-mismatch@31",
  ],
];

describe("an advisory against another reader holds nothing against this one:", () => {
  it.each(ADVISORIES)("%s, %s", async (_, __, bytes, expected) => {
    expect(await refusalOf(bytes)).toBe(expected);
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(expected);
  });
});
