import { describe, expect, it } from "@jest/globals";
import type { Reading } from "../../../src/core/archive/model.ts";
import type { Comparison } from "../../../src/core/comparison.ts";
import { placeKey } from "../../../src/core/explain/evidence.ts";
import {
  BODY_CAPS,
  nestedPlaces,
  wantedBodies,
  wantedPaths,
} from "../../../src/core/explain/wanted.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { explainPair, readingOf } from "../../support/explained.ts";
import type { BodiedArchive, BodiedEntry } from "../../support/explained.ts";
import { opaqueOf, treeOf } from "../../support/models.ts";

function readings(archive: BodiedArchive): ReadonlyMap<string, Reading> {
  return new Map([[placeKey([]), readingOf(archive)]]);
}

function wantedOf(
  upload: readonly BodiedEntry[],
  rebuilt: readonly BodiedEntry[],
  caps = BODY_CAPS,
) {
  const comparison = explainPair({ entries: upload }, { entries: rebuilt });
  const wanted = wantedBodies(
    comparison,
    readings({ entries: upload }),
    readings({ entries: rebuilt }),
    caps,
  );
  return {
    upload: wanted.upload.map((place) => place.join(" > ")),
    rebuilt: wanted.rebuilt.map((place) => place.join(" > ")),
    oversize: [...wanted.oversize],
  };
}

describe("wantedBodies", () => {
  it("asks for both bodies of a file that differs, and for what one side alone has", () => {
    const wanted = wantedOf(
      [
        { path: "d/a", body: "1", mtime: 3 },
        { path: "d/b", body: "1", mtime: 3 },
        { path: "d/c", body: "1" },
      ],
      [
        { path: "d/a", body: "2" },
        { path: "d/b", body: "1" },
      ],
    );
    expect(wanted).toEqual({ upload: ["d/a", "d/c"], rebuilt: ["d/a"], oversize: [] });
  });

  it("lets go of a file that one side alone has when it is too large for an excerpt", () => {
    const body = "x".repeat(1024 * 1024 + 1);
    const wanted = wantedOf(
      [
        { path: "a", body },
        { path: "b", body: body.slice(1) },
      ],
      [{ path: "c", body: "" }],
    );
    expect(wanted).toEqual({ upload: ["b"], rebuilt: ["c"], oversize: [] });
  });

  it("asks for WHEEL beside METADATA and for aclocal.m4 beside a macro", () => {
    const shared = [
      { path: "demo-1.0.dist-info/WHEEL", body: "w" },
      { path: "aclocal.m4", body: "m" },
    ];
    const changed = (body: string) => [
      { path: "demo-1.0.dist-info/METADATA", body },
      { path: "m4/x.m4", body },
    ];
    const wanted = wantedOf([...changed("1"), ...shared], [...changed("2"), ...shared]);
    expect(wanted.upload).toEqual([
      "m4/x.m4",
      "aclocal.m4",
      "demo-1.0.dist-info/METADATA",
      "demo-1.0.dist-info/WHEEL",
    ]);
    expect(wanted.rebuilt).toEqual(wanted.upload);
  });

  it("asks for a macro or package.json that the upload alone has, before other such files", () => {
    const added = [
      { path: "p/b.c", body: "1" },
      { path: "p/package.json", body: "{}" },
      { path: "p/x.m4", body: "1" },
    ];
    const wanted = wantedOf([...added, { path: "p/a", body: "" }], [{ path: "p/a", body: "" }], {
      each: 10,
      total: 3,
    });
    expect(wanted.upload.sort((a, b) => (a < b ? -1 : 1))).toEqual(["p/package.json", "p/x.m4"]);
    expect(wanted.rebuilt).toEqual([]);
  });

  it("leaves out and names what is over the cap for one body", () => {
    const wanted = wantedOf([{ path: "a", body: "12345" }], [{ path: "a", body: "1" }], {
      each: 4,
      total: 100,
    });
    expect(wanted).toEqual({ upload: [], rebuilt: ["a"], oversize: [placeKey(["a"])] });
  });

  it("spends the cap for all on names that tools run by themselves first", () => {
    const files = (body: string) => [
      { path: "d/a.txt", body },
      { path: "d/b.txt", body },
      { path: "d/conftest.py", body },
    ];
    const wanted = wantedOf(files("1234"), files("4321"), { each: 10, total: 17 });
    expect(wanted.upload).toEqual(["d/conftest.py", "d/a.txt"]);
    expect(wanted.rebuilt).toEqual(["d/conftest.py", "d/a.txt"]);
    expect(wanted.oversize).toEqual([placeKey(["d/b.txt"])]);
  });

  it("counts a body that several findings want once", () => {
    const info = (body: string) => [
      { path: "d.dist-info/METADATA", body },
      { path: "d.dist-info/WHEEL", body },
      { path: "d.dist-info/x", body: "" },
    ];
    const wanted = wantedOf(info("1234"), info("4321"), { each: 10, total: 16 });
    expect(wanted.upload).toEqual(["d.dist-info/METADATA", "d.dist-info/WHEEL"]);
    expect(wanted.oversize).toEqual([]);
  });

  it("keeps to 4 MiB for one body and 32 MiB for all", () => {
    expect(BODY_CAPS).toEqual({ each: 4_194_304, total: 33_554_432 });
  });

  it("asks for no body of a link, and for the whole of a file that is no archive", () => {
    expect(wantedOf([{ path: "a", target: "x" }], [{ path: "a", target: "y" }]).upload).toEqual([]);
    const finding = explainPair(
      { entries: [{ path: "a", body: "1" }] },
      { entries: [{ path: "a", body: "2" }] },
    ).findings[0]!;
    const whole = { ...finding, code: "file-content" as const, path: ["notes.txt"] };
    const wanted = wantedBodies(
      { findings: [whole] } as unknown as Comparison,
      new Map([[placeKey([]), opaqueOf("x")]]),
      null,
      BODY_CAPS,
    );
    expect(wanted.upload).toEqual([[]]);
    expect(wanted.rebuilt).toEqual([]);
  });
});

describe("nestedPlaces", () => {
  it("names the archives that findings stand in or speak of, outer first", () => {
    const [finding] = explainPair(
      { entries: [{ path: "a", body: "1" }] },
      { entries: [{ path: "a", body: "2" }] },
    ).findings;
    const at = (code: "entry-content" | "gzip-header", path: readonly string[]) => ({
      ...finding!,
      code,
      path,
    });
    const comparison = {
      findings: [
        at("entry-content", ["x", "a"]),
        at("gzip-header", ["x"]),
        at("entry-content", ["x", "in.tgz", "deep.zip", "f"]),
        at("gzip-header", ["x", "other.tgz"]),
      ],
    } as unknown as Comparison;
    expect(nestedPlaces(comparison)).toEqual([["in.tgz"], ["in.tgz", "deep.zip"], ["other.tgz"]]);
  });
});

describe("wantedPaths", () => {
  it("asks for ignore rules of untracked paths, and for blobs that are the other side", () => {
    const upload = {
      entries: [
        { path: "d/a", body: "1" },
        { path: "d/new", body: "1" },
        { path: "d/b", body: "1" },
      ],
    };
    const comparison = explainPair(upload, {
      entries: [
        { path: "d/a", body: "2" },
        { path: "d/b", body: "2" },
      ],
    });
    const asChanged: Comparison = {
      ...comparison,
      findings: comparison.findings.map((finding) =>
        finding.path.at(-1) === "d/b" ? { ...finding, code: "tracked-file-changed" } : finding,
      ),
    };
    const tree = treeOf({ "p/a": "x", "p/b": "x" });
    expect(wantedPaths(asChanged, readingOf(upload), tree, pathFromText("p"))).toEqual({
      blobs: ["p/b"],
      untracked: ["p/new"],
    });
    const ofContainer: Comparison = {
      ...comparison,
      findings: comparison.findings.map((finding) => ({ ...finding, path: ["d.tar"] })),
    };
    expect(wantedPaths(ofContainer, readingOf(upload), tree, pathFromText("p"))).toEqual({
      blobs: [],
      untracked: [],
    });
    expect(wantedPaths(asChanged, opaqueOf("x"), tree, pathFromText("p"))).toEqual({
      blobs: [],
      untracked: [],
    });
  });
});
