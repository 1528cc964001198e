import { describe, expect, it } from "@jest/globals";
import { compareReadings } from "../../../../src/core/compare/readings.ts";
import { placeKey } from "../../../../src/core/explain/evidence.ts";
import { explain } from "../../../../src/core/explain/explain.ts";
import { explainPair, findingAt } from "../../../support/explained.ts";
import type { BodiedEntry } from "../../../support/explained.ts";
import { opaqueOf } from "../../../support/models.ts";

function stream(packed: string, entries: readonly BodiedEntry[] = [{ path: "a", body: "a" }]) {
  return { gzip: { "gzip.os": "3" }, packed, entries };
}

describe("the deflate rule", () => {
  it("says that the compressor differs when the content is proven equal", () => {
    const [finding] = explainPair(stream("four"), stream("sixsix")).findings;
    expect(finding?.explanation?.rule).toBe("deflate");
    expect(finding?.explanation?.because).toContain(
      "The compressor differs, not the content: 4 bytes in the upload, 6 in the rebuild",
    );
  });

  it.each([
    ["package/package.json", "inside Node"],
    ["demo-1.0/PKG-INFO", "the same Python"],
    ["a", "Pin the compressor's version"],
  ])("with %s in the archive names who compressed", (path, remedy) => {
    const entries = [{ path, body: "{}" }];
    const [finding] = explainPair(stream("four", entries), stream("sixsix", entries)).findings;
    expect(finding?.explanation?.remedy).toContain(remedy);
  });

  it("says no such thing when the content differs as well", () => {
    const { findings } = explainPair(
      stream("four", [{ path: "a", body: "a" }]),
      stream("sixsix", [{ path: "a", body: "b" }]),
    );
    const finding = findings.find(({ code }) => code === "compression-layout");
    expect(finding?.explanation?.because).toContain("because what they hold does");
    expect(findings[0]).toMatchObject({ code: "entry-content", class: "unexplained" });
  });

  it("speaks of a zip member with equal bytes", () => {
    const zip = (packed: string) => ({
      format: "zip" as const,
      entries: [{ path: "a", body: "abc", packed }],
    });
    const finding = findingAt(explainPair(zip("1234"), zip("12345")), "a");
    expect(finding.explanation?.because).toContain(
      "4 bytes in the upload, 5 in the rebuild; decompressed, 3",
    );
  });

  it("leaves a zip member with other bytes to others", () => {
    const zip = (body: string, packed: string) => ({
      format: "zip" as const,
      entries: [{ path: "a", body, packed }],
    });
    const finding = findingAt(explainPair(zip("abc", "1"), zip("abd", "2")), "a");
    expect(finding).toMatchObject({
      code: "entry-content",
      explanation: null,
      class: "unexplained",
    });
  });

  it("speaks of a compressed file that is no archive", () => {
    const side = (header: string) => opaqueOf("text", { "gzip.os": header });
    const [upload, rebuilt] = [side("3"), side("3")];
    const other = {
      ...rebuilt,
      layers: rebuilt.layers.map((layer) => ({ ...layer, packed: upload.content })),
    };
    const differing = { ...other, file: upload.content };
    const comparison = compareReadings(
      upload,
      differing,
      { upload: "a.gz", rebuilt: "a.gz" },
      { at: ["a.gz"], commit: null, tracked: null, manifest: null },
    );
    const known = (reading: typeof upload) => ({
      readings: new Map([[placeKey([]), reading]]),
      bodies: new Map(),
    });
    const explained = explain(comparison, {
      upload: known(upload),
      rebuilt: known(differing),
      commit: null,
      oversize: new Set(),
    });
    expect(explained.findings[0]?.explanation?.because).toContain("decompressed, 4 equal bytes");
  });
});
