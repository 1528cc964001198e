import { describe, expect, it } from "@jest/globals";
import type { EntryLiteral } from "../../support/models.ts";
import { compareArchives, shown } from "./compare.ts";

function named(...paths: readonly string[]): readonly EntryLiteral[] {
  return paths.map((path) => ({ path }));
}

describe("the order of entries", () => {
  it("is one finding that shows where the orders part and how many entries moved", () => {
    const comparison = compareArchives(
      { entries: named("a", "b", "c", "d") },
      { entries: named("a", "c", "b", "d") },
    );
    expect(comparison.findings).toMatchObject([
      {
        code: "entry-order",
        path: ["a.tar"],
        upload: "b, c, d",
        rebuilt: "c, b, d",
        notes: ["2 of 4 entries stand at another place"],
      },
    ]);
    expect(comparison.level).toBe("L2");
  });

  it("is shown bounded", () => {
    const names = Array.from({ length: 40 }, (_, at) => `${String(at)}-${"n".repeat(200)}`);
    const { findings } = compareArchives(
      { entries: named(...names) },
      { entries: named(...names.toReversed()) },
    );
    expect(JSON.stringify(findings[0]?.upload).length).toBeLessThan(350);
  });

  it("is compared for the entries that both sides have", () => {
    const comparison = compareArchives(
      { entries: named("new", "a", "b") },
      { entries: named("a", "b", "gone") },
    );
    expect(shown(comparison)).toEqual([
      "entry-only-in-upload at new",
      "entry-only-in-rebuild at gone",
    ]);
  });

  it.each(["META-INF/MANIFEST.MF", "mimetype"])("has meaning for %s in a zip", (leading) => {
    const first = named(leading, "x");
    const last = named("x", leading);
    const zip = compareArchives(
      { format: "zip", entries: first },
      { format: "zip", entries: last },
    );
    expect(shown(zip)).toEqual(["entry-order-significant"]);
    expect(zip.level).toBe("L3");
    const tar = compareArchives({ entries: first }, { entries: last });
    expect(shown(tar)).toEqual(["entry-order"]);
    const others = compareArchives(
      { format: "zip", entries: named(leading, "x", "y") },
      { format: "zip", entries: named(leading, "y", "x") },
    );
    expect(shown(others)).toEqual(["entry-order"]);
  });

  it.each([
    "META-INF/A.SF",
    "META-INF/A.RSA",
    "META-INF/A.DSA",
    "META-INF/A.EC",
    "meta-inf/manifest.mf",
  ])("has meaning for what stands before %s in a zip", (leading) => {
    const zip = (...paths: readonly string[]) => ({
      format: "zip" as const,
      entries: named(...paths),
    });
    const found = compareArchives(zip("x", leading, "y"), zip("y", leading, "x"));
    expect(shown(found)).toEqual(["entry-order-significant"]);
    const after = compareArchives(zip(leading, "x", "y"), zip(leading, "y", "x"));
    expect(shown(after)).toEqual(["entry-order"]);
  });

  it("has meaning where one side alone has more in front of such a member", () => {
    const found = compareArchives(
      { format: "zip", entries: named("META-INF/MANIFEST.MF", "x", "y") },
      { format: "zip", entries: named("META-INF/MANIFEST.MF", "y", "META-INF/A.SF", "x") },
    );
    expect(shown(found)).toContain("entry-order-significant");
  });

  it("has meaning for every member of an ar", () => {
    const found = compareArchives(
      { format: "ar", entries: named("a.o", "b.o") },
      { format: "ar", entries: named("b.o", "a.o") },
    );
    expect(shown(found)).toEqual(["entry-order-significant"]);
  });

  it("has none for a symbolic link before what it names", () => {
    const link: EntryLiteral = { path: "link", target: "x" };
    const found = compareArchives(
      { entries: [link, ...named("x", "y")] },
      { entries: [link, ...named("y", "x")] },
    );
    expect(shown(found)).toEqual(["entry-order"]);
  });

  it("has meaning where a manifest keeps its place, and what stands before it does not", () => {
    const found = compareArchives(
      { format: "zip", entries: named("A.class", "META-INF/MANIFEST.MF", "META-INF") },
      { format: "zip", entries: named("META-INF", "META-INF/MANIFEST.MF", "A.class") },
    );
    expect(shown(found)).toEqual(["entry-order-significant"]);
    expect(found.level).toBe("L3");
  });

  it("has meaning where a hard link would stand before its target", () => {
    const link: EntryLiteral = { path: "link", type: "hardlink", target: "file" };
    const comparison = compareArchives(
      { entries: [...named("file"), link] },
      { entries: [link, ...named("file")] },
    );
    expect(shown(comparison)).toEqual(["entry-order-significant"]);
    const fine = compareArchives(
      { entries: [...named("file", "x"), link] },
      { entries: [...named("x", "file"), link] },
    );
    expect(shown(fine)).toEqual(["entry-order"]);
  });

  it("has meaning where the last of a file's names would bring other permissions or another owner", () => {
    const name = (path: string, mode: number, uid = "0"): EntryLiteral => ({
      ...{ path, mode, type: "hardlink", target: "file" },
      fields: { "tar.uid": uid },
    });
    const run = (...names: readonly EntryLiteral[]) =>
      shown(
        compareArchives(
          { entries: [...named("file"), ...names] },
          { entries: [...named("file"), ...names.toReversed()] },
        ),
      );
    expect(run(name("a", 0o755), name("b", 0o644))).toEqual(["entry-order-significant"]);
    expect(run(name("a", 0o4755), name("b", 0o4755, "7"))).toEqual(["entry-order-significant"]);
    expect(run(name("a", 0o755), name("b", 0o755, "7"))).toEqual(["entry-order"]);
    expect(run(name("a", 0o755), name("x", 0o644), name("b", 0o755))).toEqual(["entry-order"]);
  });
});
