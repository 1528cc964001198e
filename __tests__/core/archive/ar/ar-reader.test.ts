import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { serialiseAr } from "../../../../src/core/archive/ar/ar-archive.ts";
import { ArReader } from "../../../../src/core/archive/ar/ar-reader.ts";
import { compareReadings } from "../../../../src/core/compare/readings.ts";
import { arOf, debOf, type ArMember } from "../../../support/ar.ts";
import { bytesOf, join, patched, tarOf } from "../../../support/archives.ts";
import { readerContext } from "../../../support/reader-context.ts";
import { archiveIn, readBytes, refusalOf } from "../../../support/read-archive.ts";

const tar = tarOf([{ path: "usr/bin/x", body: "some content" }]);
const deb = debOf(tar, tar);
const plain = arOf([
  { name: "a.txt", body: "odd" },
  { name: "b/", body: "even" },
]);

function one(member: Partial<ArMember>): Uint8Array {
  return arOf([{ name: "a", body: "text", ...member }]);
}

const VERSION = { name: "debian-binary", body: "2.0\n" };
const CONTROL = { name: "control.tar.gz", body: "c" };
const DATA = { name: "data.tar.xz", body: "d" };

const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
  ["a cut header", plain.subarray(0, 30), "ar-header@30"],
  ["a header that ends otherwise", one({ end: "`\r" }), "ar-header@66"],
  ["a header of blanks", one({ end: "  " }), "ar-header@66"],
  ["no name", one({ name: "" }), "ar-name@8"],
  ["a symbol table of GNU ar", one({ name: "/" }), "ar-name@8"],
  ["long names of GNU ar", one({ name: "//" }), "ar-name@8"],
  ["a long name of GNU ar", one({ name: "/0" }), "ar-name@8"],
  ["a symbol table of 64 bits", one({ name: "/SYM64/" }), "ar-name@8"],
  ["a long name of BSD ar", one({ name: "#1/20" }), "ar-name@8"],
  ["a long name of BSD ar of no length", one({ name: "#1/" }), "ar-name@8"],
  ["a symbol table of BSD ar", one({ name: "__.SYMDEF" }), "ar-name@8"],
  ["a sorted symbol table of BSD ar", one({ name: "__.SYMDEF SORTED" }), "ar-name@8"],
  ["a space in a name", one({ name: "a b" }), "ar-name@8"],
  ["a folder in a name", one({ name: "a/b" }), "ar-name@8"],
  ["a control character in a name", one({ name: "a\x1b" }), "name-control@8"],
  ["a name that climbs", one({ name: ".." }), "name-not-canonical@8"],
  ["one name twice", arOf([{ name: "a" }, { name: "a/" }]), "name-duplicate@68"],
  ["names that differ in case", arOf([{ name: "a" }, { name: "A" }]), "name-collision@68"],
  ["a time with a leading zero", one({ mtime: "01" }), "ar-number@24"],
  ["an empty time", one({ mtime: "" }), "ar-number@24"],
  ["a negative owner", one({ uid: "-1" }), "ar-number@36"],
  ["a group of letters", one({ gid: "x" }), "ar-number@42"],
  ["a mode that is not octal", one({ mode: "100648" }), "ar-number@48"],
  ["a mode of a folder", one({ mode: "40755" }), "ar-number@48"],
  ["a mode of seven digits", one({ mode: "1100644" }), "ar-number@48"],
  ["a size with a space in front", one({ size: " 4" }), "ar-number@56"],
  ["a size with something behind", one({ size: "4 4" }), "ar-number@56"],
  ["a size in hexadecimal", one({ size: "0x4" }), "ar-number@56"],
  ["a cut body", one({ size: "9" }), "ar-truncated@72"],
  ["another byte behind an odd body", one({ body: "odd", padding: "\0" }), "ar-padding@71"],
  ["nothing behind an odd body", one({ body: "odd", padding: "" }), "ar-padding@71"],
  ["bytes behind the last member", join(plain, "\n"), `ar-header@${String(plain.length + 1)}`],
  [
    "a deb of another version",
    arOf([{ ...VERSION, body: "2.1\n" }, CONTROL, DATA]),
    "deb-version@72",
  ],
  [
    "a deb with more than a version",
    arOf([{ ...VERSION, body: "2.0\n\n" }, CONTROL, DATA]),
    "deb-version@73",
  ],
  ["a deb of no version", arOf([{ ...VERSION, body: "" }, CONTROL, DATA]), "deb-version@68"],
  ["a deb without members", arOf([VERSION]), "deb-members@72"],
  ["a deb without data", arOf([VERSION, CONTROL]), "deb-members@134"],
  ["a deb with data in front", arOf([VERSION, DATA, CONTROL]), "deb-members@72"],
  [
    "a deb with something between",
    arOf([VERSION, { name: "_x" }, CONTROL, DATA]),
    "deb-members@72",
  ],
  [
    "a deb with a second data",
    arOf([VERSION, CONTROL, DATA, { name: "data.tar.gz" }]),
    "deb-members@196",
  ],
  [
    "a deb with a name of its own",
    debOf(tar, tar, [{ name: "x" }]),
    `deb-members@${String(deb.length)}`,
  ],
  ["a deb's version further on", arOf([{ name: "a" }, VERSION]), "deb-members@68"],
  [
    "a deb of an unknown compression",
    arOf([VERSION, { name: "control.tar.7z" }, DATA]),
    "deb-members@72",
  ],
];

describe("the ar reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected) => {
    expect(await refusalOf(bytes)).toBe(expected);
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(expected);
    expect(await refusalOf(bytes, { pieces: [9, 3, 20] })).toBe(expected);
  });

  it("no bytes at all", () => {
    const reader = new ArReader(readerContext());
    expect(() => {
      reader.end(new Uint8Array(0));
    }).toThrow(expect.objectContaining({ code: "ar-header" }));
  });

  it("more members and longer bodies than the caps allow", async () => {
    expect(await refusalOf(plain, { limits: { entries: 1 } })).toBe("limit-entries@72");
    expect(await refusalOf(plain, { limits: { entry: 3 } })).toBe("limit-entry@135");
  });
});

describe("the ar reader", () => {
  it("reads members in both spellings of a name", async () => {
    const { format, entries } = await archiveIn(plain);
    expect(format).toBe("ar");
    expect(entries).toMatchObject([
      { path: "a.txt", type: "file", mode: 0o644, size: 3, mtime: 1_700_000_000 },
      { path: "b", size: 4 },
    ]);
    expect(entries.map(({ fields }) => [...fields])).toEqual([
      [
        ["ar.uid", "0"],
        ["ar.gid", "0"],
      ],
      [
        ["ar.uid", "0"],
        ["ar.gid", "0"],
        ["ar.name-slash", "1"],
      ],
    ]);
  });

  it("hands on the bodies that are asked for, and no others", async () => {
    const passed: string[] = [];
    const sink = {
      wants: (path: string) => path === "b",
      body: (path: string, bytes: Uint8Array) =>
        passed.push(`${path} ${Buffer.from(bytes).toString()}`),
    };
    await readBytes(plain, { sink });
    expect(passed).toEqual(["b even"]);
  });

  it("reads a deb, and the tars inside of it", async () => {
    expect((await archiveIn(deb)).entries.map(({ path }) => path)).toEqual([
      "debian-binary",
      "control.tar",
      "data.tar",
    ]);
    const inside = await archiveIn(deb, { inside: ["data.tar"] });
    expect(inside.entries.map(({ path }) => path)).toEqual(["usr/bin/x"]);
    expect(await readBytes(deb, { inside: ["data.tar"], pieces: [7, 100] })).toEqual(
      await readBytes(deb, { inside: ["data.tar"] }),
    );
    const cut = await refusalOf(deb.subarray(0, -600), { inside: ["data.tar"] });
    expect(cut).toMatch(/^ar-truncated@/);
  });

  it("reads a deb with members that readers ignore", async () => {
    const signed = debOf(tar, tar, [{ name: "_gpgorigin", body: "x" }]);
    expect((await archiveIn(signed)).entries.map(({ path }) => path)).toContain("_gpgorigin");
  });

  it("writes every archive again that it reads", async () => {
    const member = fc.record({
      name: fc.constantFrom("a", "b/", "c.d", "e-f/"),
      body: fc.string({ maxLength: 9 }),
      mtime: fc.nat().map(String),
      uid: fc.nat(999_999).map(String),
      gid: fc.nat(999_999).map(String),
      mode: fc
        .nat(0o7777)
        .chain((bits) => fc.constantFrom(bits, bits | 0o100000))
        .map((mode) => mode.toString(8)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(member, { selector: ({ name }) => name }),
        async (members) => {
          const bytes = arOf(members);
          const model = await archiveIn(bytes);
          const bodies = new Map(members.map(({ name, body }) => [name.replace("/", ""), body]));
          expect(serialiseAr(model, ({ path }) => bytesOf(bodies.get(path) ?? ""))).toEqual(bytes);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("takes no flipped bit for what was there before", async () => {
    const original = JSON.stringify(await described(plain));
    for (let bit = 0; bit < plain.length * 8; bit++) {
      const byte = (plain[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = patched(plain, bit >> 3, Uint8Array.of(byte));
      expect(JSON.stringify(await described(flipped))).not.toBe(original);
    }
  });

  it.each([
    ["ar-encoding", { name: "a/" }],
    ["ar-encoding", { mode: "644" }],
    ["entry-owner", { uid: "1" }],
    ["entry-owner", { gid: "1" }],
    ["entry-mtime", { mtime: "1700000001" }],
    ["entry-mode", { mode: "100755" }],
  ])("lets a comparison find %s", async (code, member) => {
    expect(await findings(one({}), one(member))).toEqual([code]);
  });

  it("lets a comparison find the order, which has a meaning", async () => {
    const swapped = arOf([
      { name: "b/", body: "even" },
      { name: "a.txt", body: "odd" },
    ]);
    expect(await findings(plain, swapped)).toEqual(["entry-order-significant"]);
  });
});

async function findings(upload: Uint8Array, rebuilt: Uint8Array): Promise<readonly string[]> {
  const comparison = compareReadings(
    await readBytes(upload),
    await readBytes(rebuilt),
    { upload: "a", rebuilt: "a" },
    { at: ["a"], commit: null, tracked: null, manifest: null },
  );
  return comparison.findings.map(({ code }) => code);
}

/** What was read, without the digest of the file itself, which any change changes. */
async function described(bytes: Uint8Array): Promise<unknown> {
  const reading = await readBytes(bytes);
  if (reading.kind !== "archive") return reading.kind;
  return reading.archive.entries.map((entry) => ({ ...entry, fields: [...entry.fields] }));
}
