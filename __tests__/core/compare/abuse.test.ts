import { describe, expect, it } from "@jest/globals";
import { gzipOf, join, recordLine, tarOf, wheelOf, zipOf } from "../../support/archives.ts";
import type { TarEntry, ZipEntry } from "../../support/archives.ts";
import { verdictOfBytes } from "../../support/byte-verdict.ts";

/*
 * Normalisers that others have and that hide something. Of each row the first pair must never pass, and the benign twin,
 * which differs in what is really noise at the same place, must.
 */

type Pair = readonly [upload: Uint8Array, rebuilt: Uint8Array];

interface Row {
  readonly what: string;
  readonly name?: string;
  readonly pair: Pair;
  /** The code that stops it. */
  readonly stoppedBy: string;
}

interface Twin {
  readonly name?: string;
  readonly pair: Pair;
  readonly by: string;
}

/** A text that every level of deflate packs otherwise. */
const VARIED = Array.from({ length: 300 }, (_, at) => `v${String((at * at) % 97)}\n`).join("");

const tar = (entry: Partial<TarEntry>) => tarOf([{ path: "p/x", body: "#!/bin/sh\n", ...entry }]);
const zip = (entry: Partial<ZipEntry>) => zipOf([{ path: "x", body: VARIED, ...entry }]);
const files = (...entries: readonly (readonly [path: string, body: string, mtime?: number])[]) =>
  tarOf(entries.map(([path, body, mtime = 0]) => ({ path, body, mtime })));
const jar = (manifest: string, level: number) =>
  zipOf([
    { path: "META-INF/MANIFEST.MF", body: manifest.repeat(9), level },
    { path: "A.class", body: "class ".repeat(90), level },
  ]);
const wheel = (entry: Partial<ZipEntry>, record?: string) =>
  wheelOf([{ path: "demo/a.py", body: VARIED, ...entry }], record === undefined ? {} : { record });
const honestZip = zip({});
const member = tarOf([{ path: "p/x", body: "x" }]);

const TABLE: readonly {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly twin: Twin;
}[] = [
  {
    id: "NA1, modes of a tar set to a constant",
    rows: [
      {
        what: "an executable bit",
        pair: [tar({ mode: 0o755 }), tar({ mode: 0o644 })],
        stoppedBy: "entry-mode",
      },
      {
        what: "a setuid bit",
        pair: [tar({ mode: 0o4755 }), tar({ mode: 0o755 })],
        stoppedBy: "entry-mode",
      },
    ],
    twin: { pair: [tar({ raw: { mode: "000644 \0" } }), tar({})], by: "tar-encoding" },
  },
  {
    id: "NA2, external attributes of a zip set to zero",
    rows: [
      {
        what: "an executable bit",
        pair: [zip({ mode: 0o755 }), zip({ mode: 0o644 })],
        stoppedBy: "entry-mode",
      },
      {
        what: "a symbolic link",
        pair: [
          zipOf([{ path: "x", body: "target", type: "symlink" }]),
          zipOf([{ path: "x", body: "target", method: "stored" }]),
        ],
        stoppedBy: "entry-type",
      },
      {
        what: "the system that gives them meaning",
        pair: [zip({ host: 0 }), zip({})],
        stoppedBy: "zip-encoding",
      },
    ],
    twin: { pair: [zip({ version: 30 }), zip({})], by: "zip-made-by" },
  },
  {
    id: "NA3, an unstable sort by name",
    rows: [
      {
        what: "which of two files of one name comes last",
        pair: [files(["a", "1"], ["a", "2"]), files(["a", "2"], ["a", "1"])],
        stoppedBy: "name-duplicate",
      },
    ],
    twin: {
      pair: [files(["a", "1"], ["b", "2"]), files(["b", "2"], ["a", "1"])],
      by: "archive-order",
    },
  },
  {
    id: "NA4, extended attributes and PAX records dropped",
    rows: [
      {
        what: "a capability",
        pair: [tar({ pax: [["SCHILY.xattr.security.capability", "\x01"]] }), tar({})],
        stoppedBy: "tar-pax-key",
      },
      {
        what: "a carrier",
        pair: [tar({ pax: [["VENDOR.note", "payload"]] }), tar({})],
        stoppedBy: "tar-pax-key",
      },
    ],
    twin: { pair: [tar({ pax: [["mtime", "0"]] }), tar({})], by: "tar-encoding" },
  },
  {
    id: "NA5, modification times set to zero",
    rows: [
      {
        what: "a configure.ac that is newer than configure",
        pair: [
          files(["p/configure.ac", "A", 9], ["p/configure", "B", 5]),
          files(["p/configure.ac", "A", 3], ["p/configure", "B", 5]),
        ],
        stoppedBy: "entry-mtime-build-relevant",
      },
    ],
    twin: {
      pair: [
        files(["p/configure.ac", "A", 103], ["p/configure", "B", 105]),
        files(["p/configure.ac", "A", 3], ["p/configure", "B", 5]),
      ],
      by: "archive-mtime",
    },
  },
  {
    id: "NA6, a zip written anew from its directory",
    rows: [
      {
        what: "a member that only streaming readers see",
        pair: [
          zipOf([
            { path: "x", body: "1" },
            { path: "y", body: "2", without: "central" },
          ]),
          zipOf([{ path: "x", body: "1" }]),
        ],
        stoppedBy: "zip-gap",
      },
      {
        what: "bytes in front",
        pair: [zipOf([{ path: "x" }], { prefix: "#!/bin/sh\n" }), zipOf([{ path: "x" }])],
        stoppedBy: "zip-prefix",
      },
      {
        what: "bytes between",
        pair: [zipOf([{ path: "x" }], { beforeDirectory: "gap" }), zipOf([{ path: "x" }])],
        stoppedBy: "zip-gap",
      },
      { what: "bytes behind", pair: [join(honestZip, "tail"), honestZip], stoppedBy: "zip-eocd" },
      {
        what: "a comment",
        pair: [zipOf([{ path: "x" }], { comment: "hello" }), zipOf([{ path: "x" }])],
        stoppedBy: "archive-comment",
      },
    ],
    twin: { pair: [zip({ level: 1 }), zip({ level: 9 })], by: "compression-layout" },
  },
  {
    id: "NA7, a gzip or tar written anew",
    rows: [
      {
        what: "bytes behind the end of a tar",
        pair: [join(member, "payload".padEnd(512, "\0")), member],
        stoppedBy: "tar-trailing-data",
      },
      {
        what: "extra data in the gzip header",
        pair: [gzipOf(member, { extra: new Uint8Array([65, 66, 1, 0, 7]) }), gzipOf(member)],
        stoppedBy: "gzip-extra",
      },
      {
        what: "a comment in the gzip header",
        pair: [gzipOf(member, { comment: "c" }), gzipOf(member)],
        stoppedBy: "gzip-extra",
      },
      {
        what: "a second member",
        pair: [join(gzipOf(member), gzipOf("more")), gzipOf(member)],
        stoppedBy: "gzip-multiple-members",
      },
    ],
    twin: {
      pair: [gzipOf(member, { mtime: 77, os: 255, xfl: 2 }), gzipOf(member)],
      by: "gzip-header",
    },
  },
  {
    id: "NA8, files emptied because of their names",
    rows: ["git.properties", "a/b/c/git.json"].map((path) => ({
      what: `the content of ${path}`,
      pair: [files([path, "commit=1\n"]), files([path, "commit=2\n"])],
      stoppedBy: "entry-content",
    })),
    twin: {
      pair: [files(["git.properties", "commit=1\n", 5]), files(["git.properties", "commit=1\n"])],
      by: "archive-mtime",
    },
  },
  {
    id: "NA9, attributes, commit ids and dates taken out by pattern",
    rows: [
      {
        what: "an attribute of a manifest",
        name: "a.jar",
        pair: [jar("Built-By: me\n", 6), jar("Built-By: us\n", 6)],
        stoppedBy: "entry-content",
      },
      {
        what: "the commit that an archive names",
        pair: [
          tarOf([{ path: "x" }], { commit: "a".repeat(40) }),
          tarOf([{ path: "x" }], { commit: "b".repeat(40) }),
        ],
        stoppedBy: "commit-comment",
      },
      {
        what: "a date",
        pair: [files(["v", "2024-01-01"]), files(["v", "2024-01-02"])],
        stoppedBy: "entry-content",
      },
    ],
    twin: {
      name: "a.jar",
      pair: [jar("Built-By: me\n", 1), jar("Built-By: me\n", 9)],
      by: "compression-layout",
    },
  },
  {
    id: "NA10, paths left out, patterns replaced",
    rows: [
      {
        what: "a file of the documentation",
        pair: [files(["docs/a", "1"]), files(["docs/a", "2"])],
        stoppedBy: "entry-content",
      },
      {
        what: "a file of tests that is there once",
        pair: [files(["a", ""], ["tests/x.xz", "1"]), files(["a", ""])],
        stoppedBy: "entry-only-in-upload",
      },
      {
        what: "a file that is missing",
        pair: [files(["a", ""]), files(["a", ""], ["check", "1"])],
        stoppedBy: "entry-only-in-rebuild",
      },
    ],
    twin: { pair: [files(["docs/a", "1", 9]), files(["docs/a", "1"])], by: "archive-mtime" },
  },
  {
    id: "NA11, the time in a compiled Python file",
    rows: [
      {
        what: "the time in its header",
        pair: [
          files(["m.pyc", "\xa7\r\r\n0000\x011112222"]),
          files(["m.pyc", "\xa7\r\r\n0000\x021112222"]),
        ],
        stoppedBy: "entry-content",
      },
      {
        what: "the time of its source, which decides whether it runs",
        pair: [
          files(["m.py", "x", 5], ["__pycache__/m.cpython-313.pyc", "c"]),
          files(["m.py", "x", 6], ["__pycache__/m.cpython-313.pyc", "c"]),
        ],
        stoppedBy: "entry-mtime-build-relevant",
      },
    ],
    twin: {
      pair: [files(["m.py", "x", 5], ["n.pyc", "c"]), files(["m.py", "x", 6], ["n.pyc", "c"])],
      by: "archive-mtime",
    },
  },
  {
    id: "NA12, RECORD dropped or made anew",
    rows: [
      {
        what: "a RECORD that gives another hash, on both sides",
        name: "demo-1.0-py3-none-any.whl",
        pair: [
          wheel({ level: 1 }, recordLine("demo/a.py", "other")),
          wheel({ level: 9 }, recordLine("demo/a.py", "other")),
        ],
        stoppedBy: "wheel-record-hash",
      },
      {
        what: "a RECORD that one side has not",
        name: "demo-1.0-py3-none-any.whl",
        pair: [
          zipOf([{ path: "demo/a.py", body: "x" }]),
          wheelOf([{ path: "demo/a.py", body: "x" }]),
        ],
        stoppedBy: "wheel-record-missing",
      },
    ],
    twin: {
      name: "demo-1.0-py3-none-any.whl",
      pair: [wheel({ level: 1 }), wheel({ level: 9 })],
      by: "compression-layout",
    },
  },
];

/** Codes that name a side. */
const MIRRORED: ReadonlyMap<string, string> = new Map([
  ["entry-only-in-upload", "entry-only-in-rebuild"],
  ["entry-only-in-rebuild", "entry-only-in-upload"],
]);

describe.each(TABLE)("$id", ({ rows, twin }) => {
  it.each(rows)("would hide $what: never equivalent, whichever side has it", async (row) => {
    const [upload, rebuilt] = row.pair;
    for (const [one, other] of [
      [upload, rebuilt],
      [rebuilt, upload],
    ] as const) {
      const found = await verdictOfBytes(
        one,
        other,
        row.name === undefined ? {} : { name: row.name },
      );
      expect(["different", "inconclusive"]).toContain(found.kind);
      const code = one === upload ? row.stoppedBy : (MIRRORED.get(row.stoppedBy) ?? row.stoppedBy);
      expect(found.codes).toContain(code);
    }
  });

  it("has a benign twin that is equivalent", async () => {
    const [upload, rebuilt] = twin.pair;
    const found = await verdictOfBytes(
      upload,
      rebuilt,
      twin.name === undefined ? {} : { name: twin.name },
    );
    expect(found).toMatchObject({ kind: "equivalent" });
    expect(found.needed).toContain(twin.by);
  });
});
