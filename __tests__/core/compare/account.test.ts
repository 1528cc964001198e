import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { FIELDS } from "../../../src/core/archive/fields.ts";
import type { Reading } from "../../../src/core/archive/model.ts";
import { unaccounted } from "../../../src/core/compare/account.ts";
import { findingCodeOfField } from "../../../src/core/compare/field-findings.ts";
import { located } from "../../../src/core/compare/located.ts";
import { FINDING_CODES, factsOf } from "../../../src/core/finding-codes.ts";
import type { FindingCode } from "../../../src/core/finding-codes.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { archiveOf, opaqueOf, printOf } from "../../support/models.ts";
import type { EntryLiteral } from "../../support/models.ts";
import { compare, compareEntry, shown } from "./compare.ts";

const file: EntryLiteral = { path: "x", body: "one" };
const at = { at: ["a.tar"] as const };

function finding(code: FindingCode, path: string | null) {
  return located(at, code, path === null ? null : pathFromText(path), {
    upload: null,
    rebuilt: null,
  });
}

describe("the account", () => {
  const changes: readonly (readonly [FindingCode, Partial<EntryLiteral>])[] = [
    ["entry-content", { body: "two" }],
    ["entry-mode", { mode: 0o755 }],
    ["entry-mtime", { mtime: 7 }],
    ["entry-type", { type: "directory" }],
    ["entry-owner", { fields: { "tar.uid": "1" } }],
    ["entry-attributes", { fields: { "zip.extra-local": "5455:00" } }],
    ["tar-encoding", { fields: { "tar.magic": "gnu" } }],
    ["zip-encoding", { fields: { "zip.flags": "0002" } }],
    ["entry-compression-method", { packed: "x" }],
  ];

  it.each(changes)("accepts %s for the difference it names, and for no other", (code, change) => {
    const upload = archiveOf({ entries: [{ ...file, ...change }] });
    const rebuilt = archiveOf({ entries: [file] });
    expect(unaccounted(upload, rebuilt, [finding(code, "x")])).toEqual([]);
    expect(unaccounted(upload, rebuilt, [])).not.toEqual([]);
    expect(unaccounted(upload, rebuilt, [finding(code, "other")])).not.toEqual([]);
    for (const [other, otherChange] of changes) {
      if (other === code) continue;
      const both = archiveOf({ entries: [{ ...file, ...change, ...otherChange }] });
      const found = unaccounted(both, rebuilt, [finding(other, "x")]);
      // A type takes the body with it, and a body what it is packed into.
      const isCovered =
        (other === "entry-type" && (code === "entry-content" || code.startsWith("entry-comp"))) ||
        (other === "entry-content" && code.startsWith("entry-comp"));
      if ("fields" in change && "fields" in otherChange) continue;
      expect(found.length > 0).toBe(!isCovered);
    }
  });

  it("wants a finding for an entry that one side has, for the order, and for the stream", () => {
    const entries = [file, { path: "y" }];
    const upload = archiveOf({ entries, gzip: {} });
    const fewer = archiveOf({ entries: [file], gzip: {} });
    const stream = finding("compression-layout", null);
    expect(unaccounted(upload, fewer, [finding("entry-only-in-upload", "y"), stream])).toEqual([]);
    expect(unaccounted(upload, fewer, [finding("entry-only-in-upload", "y")])).toEqual(
      ["layers.0.packed.size", "layers.0.packed.sha256"].filter((place) =>
        place.endsWith("sha256"),
      ),
    );
    expect(unaccounted(upload, fewer, [stream])).not.toEqual([]);
    const turned = archiveOf({ entries: [...entries].reverse(), gzip: {} });
    expect(unaccounted(upload, turned, [finding("entry-order", null), stream])).toEqual([]);
    expect(unaccounted(upload, turned, [stream])).not.toEqual([]);
  });

  it("refuses equal models whose content digests differ, whatever the findings claim", () => {
    const upload = archiveOf({ entries: [file], hidden: "smuggled" });
    const rebuilt = archiveOf({ entries: [file] });
    expect(unaccounted(upload, rebuilt, [])).toEqual(["archive.content"]);
    const all = (Object.keys(FINDING_CODES) as FindingCode[]).flatMap((code) => [
      finding(code, null),
      finding(code, "x"),
    ]);
    expect(unaccounted(upload, rebuilt, all)).toEqual(["archive.content"]);
    expect(shown(compare(upload, rebuilt))).toEqual(["unaccounted-bytes"]);
  });

  it("refuses equal models whose file digests differ", () => {
    const rebuilt = archiveOf({ entries: [file] });
    const upload: Reading = { ...rebuilt, file: printOf("other") };
    expect(shown(compare(upload, rebuilt))).toEqual(["unaccounted-bytes"]);
    const plain = opaqueOf("x");
    expect(shown(compare({ ...plain, file: printOf("other") }, plain))).toEqual([
      "unaccounted-bytes",
    ]);
  });

  it("has nothing to say of equal files", () => {
    const reading = archiveOf({ entries: [file], gzip: {} });
    expect(unaccounted(reading, reading, [])).toEqual([]);
    expect(unaccounted(opaqueOf("x"), opaqueOf("x"), [])).toEqual([]);
  });

  it("names at most five places", () => {
    const fields = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`new.${String(at)}`, "1"]),
    );
    const places = unaccounted(
      archiveOf({ entries: [{ ...file, fields }] }),
      archiveOf({ entries: [file] }),
      [],
    );
    expect(places).toHaveLength(5);
    const entries = Array.from({ length: 9 }, (_, at) => ({ path: String(at), body: "1" }));
    const others = entries.map((entry) => ({ ...entry, body: "2" }));
    expect(unaccounted(archiveOf({ entries }), archiveOf({ entries: others }), [])).toHaveLength(5);
  });

  it("refuses a field that the table does not have", () => {
    const comparison = compareEntry({ ...file, fields: { "tar.new": "1" } }, file);
    expect(shown(comparison)).toEqual(["unaccounted-bytes"]);
    expect(comparison.level).toBeNull();
    expect(comparison.findings[0]?.notes[0]).toContain("archive.entries.0.fields.tar.new");
  });

  it("refuses a member of an entry that the comparison has never heard of", () => {
    const rebuilt = archiveOf({ entries: [file] });
    const [entry] = rebuilt.archive.entries;
    const upload = {
      ...rebuilt,
      file: printOf("other"),
      archive: {
        ...rebuilt.archive,
        content: printOf("other content"),
        entries: [{ ...entry!, capability: "cap_setuid" }],
      },
    };
    expect(shown(compare(upload, rebuilt))).toEqual(["unaccounted-bytes"]);
  });

  it("finds every difference between any two archives, and never two equal ones", () => {
    const names = fc.constantFrom("a", "b", "c/d", "configure", "configure.ac");
    const entry = fc.record(
      {
        path: names,
        body: fc.constantFrom("", "one", "two"),
        mode: fc.constantFrom(0o644, 0o755, 0o4755, null),
        mtime: fc.constantFrom(1, 2),
        type: fc.constantFrom("file" as const, "directory" as const),
        packed: fc.constantFrom("p", "q"),
        fields: fc.dictionary(fc.constantFrom(...Object.keys(FIELDS)), fc.constantFrom("1", "2"), {
          maxKeys: 3,
        }),
      },
      { requiredKeys: ["path"] },
    );
    const archive = fc
      .record({
        entries: fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 4 }),
        fields: fc.dictionary(
          fc.constantFrom("tar.end-blocks", "tar.commit-comment", "tar.root-prefix"),
          fc.constantFrom("1", "2"),
        ),
        gzip: fc.dictionary(fc.constantFrom("gzip.os", "gzip.name"), fc.constantFrom("1", "2")),
      })
      .map(archiveOf);
    fc.assert(
      fc.property(archive, archive, (upload, rebuilt) => {
        const comparison = compare(upload, rebuilt);
        const codes = comparison.findings.map(({ code }) => code);
        expect(codes).not.toContain("unaccounted-bytes");
        expect(codes.length > 0).toBe(upload.file.sha256 !== rebuilt.file.sha256);
        const mirrored = compare(rebuilt, upload);
        expect(mirrored.level).toBe(comparison.level);
        const swap = (code: FindingCode) =>
          code === "entry-only-in-upload"
            ? "entry-only-in-rebuild"
            : code === "entry-only-in-rebuild"
              ? "entry-only-in-upload"
              : code;
        expect(mirrored.findings.map(({ code }) => swap(code)).sort()).toEqual([...codes].sort());
      }),
      { seed: 11, numRuns: 400 },
    );
  });
});

describe("the table of fields", () => {
  it("gives a code to each key, and none to a key of no table", () => {
    for (const key of Object.keys(FIELDS)) expect(findingCodeOfField(key)).not.toBeNull();
    for (const key of ["", "tar.new", "toString", "__proto__"]) {
      expect(findingCodeOfField(key)).toBeNull();
    }
  });

  it("lets a normaliser accept exactly these keys", () => {
    const accepted = Object.keys(FIELDS).filter((key) => {
      const code = findingCodeOfField(key);
      return code !== null && factsOf(code).normaliser !== null;
    });
    // Whoever adds a key that defaults accept must come here and say why no consumer can observe it.
    // Of some keys only usual values are accepted: unusual-values.test.ts says which.
    expect(accepted.sort()).toEqual(
      [
        ...["uid", "gid", "uname", "gname"].map((key) => `tar.${key}`),
        ...["uid", "gid", "uname", "gname", "mtime"].map((key) => `tar.header-${key}`),
        ...["mtime-fraction", "atime", "ctime", "creation-time"].map((key) => `tar.${key}`),
        // Two numbers of eleven octal digits where readers look for the end of a prefix that is over.
        "tar.header-times",
        // One value: the type once more. Two: character sets under which a name in UTF-8 is the same bytes.
        "tar.mode-type",
        "tar.pax-charset",
        ...["device", "inode", "links"].map((key) => `tar.${key}`),
        ...["mode", "uid", "gid", "size", "mtime", "checksum", "device", "type", "header-name"].map(
          (key) => `tar.${key}-spelling`,
        ),
        "tar.header-linkname-spelling",
        ...["magic", "directory-slash", "name-prefix", "pax-keys", "pax-header", "gnu-order"].map(
          (key) => `tar.${key}`,
        ),
        "tar.gnu-name-header",
        "tar.gnu-link-header",
        "tar.end-blocks",
        "tar.commit-header",
        ...["mtime", "os", "xfl", "ftext", "fhcrc"].map((key) => `gzip.${key}`),
        "zip.made-by-version",
        // How a compressor worked; every decoder gives the same content.
        ...["window", "size-width", "checksum"].map((key) => `zstd.${key}`),
        ...["check", "blocks", "dictionary", "sizes"].map((key) => `xz.${key}`),
        "bzip2.level",
        "ar.uid",
        "ar.gid",
      ].sort(),
    );
  });
});
