import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ListedArchive } from "../../../scripts/corpus/archive-list.ts";
import { judgeAll } from "../../../scripts/corpus/judge-all.ts";
import { measure, type Measurement } from "../../../scripts/corpus/measurement.ts";
import { measuredPage } from "../../../scripts/corpus/page.ts";
import { readAll } from "../../../scripts/corpus/read-all.ts";
import type { Source } from "../../../scripts/corpus/source.ts";
import { gzipOf, tarOf, zipOf } from "../../support/archives.ts";
import { PREPARATION_MS } from "../../support/judges/judge.ts";

const BODIES: ReadonlyMap<string, Uint8Array> = new Map([
  ["good.tgz", gzipOf(tarOf([{ path: "a", body: "text" }]))],
  ["good.zip", zipOf([{ path: "b/c", body: "text" }])],
  ["twice.tar", tarOf([{ path: "a" }, { path: "a" }])],
  ["text.tar", new TextEncoder().encode("no archive at all")],
]);

const list: ListedArchive[] = [...BODIES].map(([name, body]) => ({
  source: "made",
  name,
  sha256: createHash("sha256").update(body).digest("hex"),
  size: body.length,
}));
const gone: ListedArchive = { source: "made", name: "gone.tgz", sha256: "0".repeat(64), size: 1 };

const made: Source = {
  id: "made",
  rule: "what is made here",
  obstacle: () => undefined,
  collect: () => Promise.reject(new Error("only fetched from here")),
  async fetch(names, place) {
    const files = new Map<string, string>();
    for (const name of names) {
      const body = BODIES.get(name);
      if (body === undefined) continue;
      await writeFile(join(place, name), body);
      files.set(name, join(place, name));
    }
    return files;
  },
};

const ignore = (): void => undefined;

let folder: string;
let measurement: Measurement;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "measurement-"));
  measurement = await measure([...list, gone], [made], folder, ignore);
}, PREPARATION_MS);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("a measurement of the corpus", () => {
  it("counts every archive of the list as read, refused with its code, or missing", () => {
    expect(measurement.read.map(({ name }) => name)).toEqual(["good.tgz", "good.zip"]);
    expect(measurement.refused.map(({ archive, code }) => [archive.name, code])).toEqual([
      ["twice.tar", "name-duplicate"],
      ["text.tar", "not-recognised"],
    ]);
    expect(measurement.missing).toEqual([{ archive: gone, reason: "it no longer comes" }]);
  });

  it("has asked every judge that is there, and all agree on what is right", () => {
    expect(measurement.judgement.disagreements).toEqual([]);
    expect(measurement.judgement.asked.get("Node's tar")).toBe(1);
  });

  it("lists whoever sees something else than the reader", async () => {
    const file = join(folder, "wrong.tgz");
    await writeFile(file, gzipOf(tarOf([{ path: "a", body: "other" }])));
    const [right] = await readAll([
      { archive: list[0]!, file: join(folder, "archives", `${list[0]!.sha256}.tgz`) },
    ]);
    const { disagreements } = await judgeAll(
      [{ ...right!, archive: { ...list[0]!, sha256: "1".repeat(64) }, file }],
      folder,
      ignore,
    );
    expect(disagreements.map(({ judge }) => judge)).toContain("Node's tar");
    expect(disagreements[0]?.differences[0]).toMatch(/^a: file 4 /);
  });

  it("is a page with all of that, which takes the place of the last one", async () => {
    const empty =
      "# P\n\n<!-- measured: written by scripts/corpus.ts -->\n<!-- /measured -->\n\nend\n";
    const once = await measuredPage(empty, measurement, "once");
    const page = await measuredPage(once, measurement, "twice");
    expect(page).toContain(
      "| made    |      5 |    2 |       2 |             1 |            50.0 % |",
    );
    expect(page).toContain("[name-duplicate](archives.md#name-duplicate), 1: made `twice.tar`.");
    expect(page).toContain("made `gone.tgz`: it no longer comes.");
    expect(page).toContain("twice");
    expect(page).not.toContain("once");
    expect(page.trimEnd().endsWith("end")).toBe(true);
  });
});
