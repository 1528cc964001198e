import { describe, expect, it } from "@jest/globals";
import { expectFlipsUnexplained, explainContent } from "../../../support/explained.ts";
import type { BodiedEntry, ContentCase } from "../../../support/explained.ts";

const PATH = "demo-1.0.dist-info/METADATA";

function wheel(generator: string): BodiedEntry {
  return {
    path: "demo-1.0.dist-info/WHEEL",
    body: `Wheel-Version: 1.0\nGenerator: ${generator}\n`,
  };
}

const BODY = "\n\nThe description.\n";
const HEAD = [
  "Metadata-Version: 2.1",
  "Name: demo",
  "Version: 1.0",
  "Classifier: A",
  "Classifier: B",
];
const text = (lines: readonly string[], body = BODY) => `${lines.join("\n")}${body}`;

const reordered: ContentCase = {
  path: PATH,
  upload: text(HEAD),
  rebuilt: text([...HEAD.slice(0, 3), "Classifier: B", "Classifier: A"]),
  beside: [[wheel("poetry-core 1.3.2"), wheel("poetry-core 1.4.0")]],
};

describe("the metadata rule", () => {
  it("accounts for fields in another order when the generator's version differs", () => {
    const finding = explainContent(reordered);
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation).toMatchObject({
      rule: "metadata",
      because:
        "The same metadata fields in another order. The WHEEL beside it says why: the upload was made by poetry-core 1.3.2, the rebuild used 1.4.0.",
    });
    expect(finding.explanation?.remedy).toContain("poetry-core==1.3.2");
  });

  it("names the fields that differ and stays a hint", () => {
    const finding = explainContent({
      ...reordered,
      upload: text([...HEAD, 'Requires-Dist: ipywidgets (>=7.5.1,<9); extra == "jupyter"']),
      rebuilt: text([...HEAD, 'Requires-Dist: ipywidgets (>=7.5.1,<9) ; extra == "jupyter"']),
    });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("Requires-Dist (1 value, spaces only)");
    expect(finding.explanation?.because).toContain(
      "made by poetry-core 1.3.2, the rebuild used 1.4.0",
    );
  });

  it("names a description that differs", () => {
    const finding = explainContent({ ...reordered, upload: text(HEAD, "\n\nOther.\n") });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("the description");
  });

  it.each([
    ["the generators are equal", [wheel("poetry-core 1.3.2")]],
    ["no WHEEL says who made it", []],
    [
      "the rebuild has no WHEEL",
      [[wheel("poetry-core 1.3.2"), { path: "x", type: "directory" }] as const],
    ],
    [
      "the upload has no WHEEL",
      [[{ path: "x", type: "directory" }, wheel("poetry-core 1.4.0")] as const],
    ],
    ["the tools differ", [[wheel("poetry-core 1.3.2"), wheel("hatchling 1.4.0")] as const]],
  ])("only hints when %s", (_, beside) => {
    const finding = explainContent({ ...reordered, beside });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).toBe("metadata");
    expect(finding.explanation?.because).not.toContain("says why");
  });

  it("only hints when a single field stands twice, because then the order decides", () => {
    const finding = explainContent({
      ...reordered,
      upload: text(["Name: evil", "Name: demo"]),
      rebuilt: text(["Name: demo", "Name: evil"]),
    });
    expect(finding.class).toBe("unexplained");
  });

  it("names the backend of the commit for a PKG-INFO, which names no generator", () => {
    const finding = explainContent({
      ...reordered,
      path: "demo-1.0/PKG-INFO",
      beside: [],
      commit: {
        files: { "pyproject.toml": '[build-system]\nbuild-backend = "poetry.core.masonry.api"\n' },
      },
    });
    expect(finding.explanation?.remedy).toContain("Pin poetry-core in [build-system]");
    expect(finding.class).toBe("unexplained");
  });

  it.each([
    ["a line is no field", text(["Name demo"])],
    ["lines end in CRLF", text(HEAD).replaceAll("\n", "\r\n")],
    ["the first line continues nothing", text([" Name: demo"])],
    ["a field name has a space", text(["Na me: demo"])],
  ])("says nothing of itself when %s", (_, upload) => {
    const finding = explainContent({ ...reordered, upload });
    expect(finding.explanation?.rule).not.toBe("metadata");
    expect(finding.class).toBe("unexplained");
  });

  it("keeps a continuation line with its field", () => {
    const finding = explainContent({
      ...reordered,
      upload: text(["Platform: a", " b", "Platform: c"]),
      rebuilt: text(["Platform: c", "Platform: a", " b"]),
    });
    expect(finding.class).toBe("modified-explained");
    const moved = explainContent({
      ...reordered,
      upload: text(["Platform: a", " b", "Platform: c"]),
      rebuilt: text(["Platform: a", "Platform: c", " b"]),
    });
    expect(moved.class).toBe("unexplained");
  });

  it("never accounts for a flipped byte beside a new order", () => {
    expectFlipsUnexplained(reordered, []);
  });
});
