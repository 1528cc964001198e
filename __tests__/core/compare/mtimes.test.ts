import { describe, expect, it } from "@jest/globals";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import type { EntryLiteral } from "../../support/models.ts";
import { compareArchives, shown } from "./compare.ts";

/** Entries from `path` → modification time. */
function timed(times: Readonly<Record<string, number>>): { readonly entries: EntryLiteral[] } {
  return { entries: Object.entries(times).map(([path, mtime]) => ({ path, mtime })) };
}

function link(path: string, target: string, mtime = 20): EntryLiteral {
  return { path, type: "hardlink", target, mtime };
}

function leadsTo(path: string, target: string): EntryLiteral {
  return { path, target, mtime: 5 };
}

describe("modification times", () => {
  it("matter by their PAX records also where the headers say the same", () => {
    const side = (mtime: number): { readonly entries: EntryLiteral[] } => ({
      entries: [
        { path: "configure", mtime, fields: { "tar.header-mtime": "20" } },
        { path: "configure.ac", mtime: 20, fields: { "tar.header-mtime": "20" } },
      ],
    });
    expect(shown(compareArchives(side(19), side(21)))).toContain(
      "entry-mtime-build-relevant at configure",
    );
  });

  it.each([
    ["configure", "configure.ac"],
    ["configure", "configure.in"],
    ["configure", "aclocal.m4"],
    ["configure", "m4/any.m4"],
    ["p-1/configure", "p-1/m4/any.m4"],
    ["aclocal.m4", "configure.ac"],
    ["aclocal.m4", "acinclude.m4"],
    ["aclocal.m4", "m4/any.m4"],
    ["config.h.in", "configure.ac"],
    ["config.h.in", "m4/any.m4"],
    ["Makefile.in", "Makefile.am"],
    ["src/Makefile.in", "src/Makefile.am"],
    ["po/xx.gmo", "po/xx.po"],
    ["po/xx.mo", "po/xx.po"],
    ["src/gram.c", "src/gram.y"],
    ["src/gram.h", "src/gram.y"],
    ["src/scan.c", "src/scan.l"],
    ["fast.c", "fast.pyx"],
    ["fast.cpp", "fast.pyx"],
    ["doc/x.info", "doc/x.texi"],
    ["x.elc", "x.el"],
    ["x.pc", "x.pc.in"],
    ["Makefile", "Makefile.in"],
    ["version.texi", "configure.ac"],
  ])("matter where %s is a product of %s and becomes older on one side", (product, from) => {
    const stale = timed({ [product]: 10, [from]: 20 });
    const fresh = timed({ [product]: 30, [from]: 20 });
    const found = compareArchives(stale, fresh);
    expect(shown(found)).toEqual([`entry-mtime-build-relevant at ${product}`]);
    expect(found.findings[0]?.notes).toEqual([
      `${from} is newer in the upload only, so make would remake this`,
    ]);
    const mirrored = compareArchives(fresh, stale);
    expect(mirrored.findings[0]?.notes[0]).toContain("newer in the rebuild only");
    expect(found.level).toBe("L3");
  });

  it("are noise where the product is as old as its prerequisite or newer on both sides", () => {
    const found = compareArchives(
      timed({ "configure.ac": 10, configure: 10 }),
      timed({ "configure.ac": 20, configure: 25 }),
    );
    expect(shown(found)).toEqual(["entry-mtime at configure.ac", "entry-mtime at configure"]);
    expect(found.level).toBe("L2");
  });

  it("are noise where the product is outdated on both sides", () => {
    const both = compareArchives(
      timed({ "configure.ac": 20, configure: 10 }),
      timed({ "configure.ac": 21, configure: 11 }),
    );
    expect(both.level).toBe("L2");
  });

  it("matter for the product even where only its prerequisite has another time", () => {
    const found = compareArchives(
      timed({ "configure.ac": 20, configure: 10 }),
      timed({ "configure.ac": 5, configure: 10 }),
    );
    expect(shown(found)).toEqual([
      "entry-mtime-build-relevant at configure",
      "entry-mtime at configure.ac",
    ]);
  });

  it("are compared to the fraction of a second", () => {
    const at = (fraction: string): EntryLiteral => ({
      path: "configure.ac",
      mtime: 10,
      fields: { "tar.mtime-fraction": fraction },
    });
    const configure: EntryLiteral = {
      path: "configure",
      mtime: 10,
      fields: { "tar.mtime-fraction": "50" },
    };
    const run = (one: string, two: string) =>
      shown(compareArchives({ entries: [at(one), configure] }, { entries: [at(two), configure] }));
    expect(run("6", "4")).toContain("entry-mtime-build-relevant at configure");
    expect(run("5", "4")).toEqual(["entry-mtime at configure.ac"]);
  });

  it("follow the nearest configure.ac above a Makefile.in", () => {
    const found = compareArchives(
      timed({ "p/configure.ac": 20, "p/aclocal.m4": 5, "p/a/b/Makefile.in": 10 }),
      timed({ "p/configure.ac": 5, "p/aclocal.m4": 20, "p/a/b/Makefile.in": 10 }),
    );
    const product = found.findings.find(({ path }) => path[1] === "p/a/b/Makefile.in");
    expect(product?.code).toBe("entry-mtime-build-relevant");
    expect(product?.notes).toHaveLength(2);
  });

  it("are noise for a product that the commit has", () => {
    const run = (tracked: readonly string[]) =>
      compareArchives(
        timed({ "configure.ac": 20, configure: 10 }),
        timed({ "configure.ac": 10, configure: 20 }),
        { tracked: new Set(tracked.map(pathFromText)) },
      ).level;
    expect(run(["configure.ac"])).toBe("L3");
    expect(run(["configure.ac", "configure"])).toBe("L2");
  });

  it("name at most three reasons", () => {
    const m4 = Object.fromEntries("abcdef".split("").map((name) => [`m4/${name}.m4`, 20]));
    const found = compareArchives(timed({ ...m4, configure: 10 }), timed({ ...m4, configure: 30 }));
    expect(found.findings[0]?.notes).toHaveLength(3);
  });

  it.each([
    ["p/__pycache__/x.cpython-312.pyc", "p/x.py"],
    ["p/x.pyc", "p/x.py"],
  ])("decide whether %s runs, so another time of %s matters", (compiled, source) => {
    const found = compareArchives(
      timed({ [compiled]: 5, [source]: 10 }),
      timed({ [compiled]: 5, [source]: 11 }),
    );
    expect(shown(found)).toEqual([`entry-mtime-build-relevant at ${source}`]);
    const other = compareArchives(
      timed({ [compiled]: 5, [source]: 10 }),
      timed({ [compiled]: 6, [source]: 10 }),
    );
    expect(shown(other)).toEqual([`entry-mtime at ${compiled}`]);
  });

  it("of a product that one side lacks are told apart, too", () => {
    const stale = timed({ "configure.ac": 20, configure: 10 });
    const none = timed({ "configure.ac": 20 });
    const [found] = compareArchives(stale, none).findings;
    expect(found).toMatchObject({
      code: "entry-mtime-build-relevant",
      upload: "1970-01-01T00:00:10Z",
      rebuilt: null,
    });
    const [mirrored] = compareArchives(none, stale).findings;
    expect([mirrored?.upload, mirrored?.rebuilt]).toEqual([null, "1970-01-01T00:00:10Z"]);
  });

  it("of a compiled file's source count to the fraction, and only where both sides have it", () => {
    const source = (fraction: string): EntryLiteral => ({
      path: "x.py",
      fields: { "tar.mtime-fraction": fraction },
    });
    const compiled: EntryLiteral = { path: "x.pyc" };
    const run = (upload: readonly EntryLiteral[], rebuilt: readonly EntryLiteral[]) =>
      shown(compareArchives({ entries: upload }, { entries: rebuilt }));
    expect(run([compiled, source("1")], [compiled, source("2")])).toEqual([
      "entry-mtime-build-relevant at x.py",
    ]);
    expect(run([compiled, source("1")], [compiled])).toEqual(["entry-only-in-upload at x.py"]);
    expect(run([compiled], [compiled, source("1")])).toEqual(["entry-only-in-rebuild at x.py"]);
  });

  it.each<readonly [what: string, ac: readonly EntryLiteral[]]>([
    ["a file with a later name", [{ path: "configure.ac", mtime: 5 }, link("zz", "configure.ac")]],
    ["a link to another file", [leadsTo("configure.ac", "in/src"), { path: "in/src", mtime: 20 }]],
    [
      "a link through a linked folder",
      [leadsTo("configure.ac", "d/x/src"), leadsTo("d", "./in"), { path: "in/x/src", mtime: 20 }],
    ],
    [
      "a link that climbs",
      [
        leadsTo("configure.ac", "d"),
        leadsTo("d", "in/l"),
        leadsTo("in/l", "../src"),
        { path: "src", mtime: 20 },
      ],
    ],
    [
      "a link to an absolute path",
      [leadsTo("configure.ac", "in/l"), leadsTo("in/l", "/src"), { path: "src", mtime: 20 }],
    ],
    [
      "a link to a file with a later name",
      [leadsTo("configure.ac", "src"), { path: "src", mtime: 5 }, link("zz", "src")],
    ],
  ])("matter where the prerequisite is %s", (_, stale) => {
    const configure: EntryLiteral = { path: "configure", mtime: 10 };
    const fresh = stale.map((entry) => ({ ...entry, mtime: Math.min(entry.mtime ?? 0, 5) }));
    const run = (upload: readonly EntryLiteral[], rebuilt: readonly EntryLiteral[]) =>
      shown(
        compareArchives({ entries: [configure, ...upload] }, { entries: [configure, ...rebuilt] }),
      );
    expect(run(stale, fresh)).toContain("entry-mtime-build-relevant at configure");
    expect(run(fresh, stale)).toContain("entry-mtime-build-relevant at configure");
  });

  it("matter by the order of the names of a file, of which the last sets the time", () => {
    const names: readonly EntryLiteral[] = [
      link("x", "configure.ac", 20),
      link("y", "configure.ac", 5),
    ];
    const files = [
      { path: "configure", mtime: 10 },
      { path: "configure.ac", mtime: 5 },
    ];
    const found = compareArchives(
      { entries: [...files, ...names] },
      { entries: [...files, ...names.toReversed()] },
    );
    expect(shown(found)).toContain("entry-mtime-build-relevant at configure");
  });

  it("of a compiled file's source are those of the file that it leads to", () => {
    const side = (mtime: number): { readonly entries: EntryLiteral[] } => ({
      entries: [{ path: "x.pyc" }, leadsTo("x.py", "real.py"), { path: "real.py", mtime }],
    });
    expect(shown(compareArchives(side(5), side(6)))).toContain(
      "entry-mtime-build-relevant at x.py",
    );
  });

  it("are those of a link itself where it leads round in a circle or to nothing", () => {
    for (const target of ["configure.ac", "nothing", "."]) {
      const side = (mtime: number): { readonly entries: EntryLiteral[] } => ({
        entries: [
          { path: "configure", mtime: 10 },
          { ...leadsTo("configure.ac", target), mtime },
        ],
      });
      expect(shown(compareArchives(side(5), side(6)))).toEqual(["entry-mtime at configure.ac"]);
      expect(shown(compareArchives(side(5), side(20)))).toContain(
        "entry-mtime-build-relevant at configure",
      );
    }
  });

  it("of other files are not those of a file whose name is one letter shorter", () => {
    const found = compareArchives(timed({ "p/ab": 5, "p/a": 1 }), timed({ "p/ab": 5, "p/a": 2 }));
    expect(shown(found)).toEqual(["entry-mtime at p/a"]);
  });

  it("of files outside m4/ are none of configure's business", () => {
    for (const other of ["m4", "xm4/a", "m4/sub/a", "m4x"]) {
      const found = compareArchives(
        timed({ configure: 10, [other]: 20 }),
        timed({ configure: 10, [other]: 5 }),
      );
      expect(shown(found)).toEqual([`entry-mtime at ${other}`]);
    }
  });

  it("show times that only the records beside the header tell apart", () => {
    const entry = (atime: string): EntryLiteral => ({ path: "x", fields: { "tar.atime": atime } });
    const { findings } = compareArchives({ entries: [entry("1")] }, { entries: [entry("2")] });
    expect([findings[0]?.upload, findings[0]?.rebuilt]).toEqual([
      "2023-11-14T22:13:20Z, tar.atime=1",
      "2023-11-14T22:13:20Z, tar.atime=2",
    ]);
  });
});
