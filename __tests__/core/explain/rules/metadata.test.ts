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
  rebuilt: text([...HEAD.slice(0, 2), "Classifier: A", "Classifier: B", "Version: 1.0"]),
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
      upload: text(["Platform: a", " b", "Summary: c"]),
      rebuilt: text(["Summary: c", "Platform: a", " b"]),
    });
    expect(finding.class).toBe("modified-explained");
    const moved = explainContent({
      ...reordered,
      upload: text(["Platform: a", " b", "Summary: c"]),
      rebuilt: text(["Platform: a", "Summary: c", " b"]),
    });
    expect(moved.class).toBe("unexplained");
  });

  it.each([
    ["without description", ""],
    ["with one", BODY.slice(0, -1)],
  ])("final-newline smuggled: a text %s that ends another way is another text", (_, body) => {
    const finding = explainContent({
      ...reordered,
      upload: text(HEAD, `${body}\n`),
      rebuilt: String(reordered.rebuilt).replace(BODY, body),
    });
    expect(finding.class).toBe("unexplained");
    const same = String(reordered.rebuilt).replace(BODY, `${body}\n`);
    const honest = explainContent({ ...reordered, upload: text(HEAD, `${body}\n`), rebuilt: same });
    expect(honest.class).toBe("modified-explained");
  });

  it.each(["\r", "\0", "\v", "\f", "\x1b", "\x1c", "\x7f", "\x85", "\u2028", "\u2029"])(
    "control-character smuggled: %j in a field or its continuation is not read",
    (odd) => {
      for (const lines of [[`Summary: a${odd}Name: evil`], ["Summary: a", ` b${odd}Name: evil`]]) {
        const finding = explainContent({
          ...reordered,
          upload: text([...HEAD, ...lines]),
          rebuilt: text([...lines, ...HEAD]),
        });
        expect(finding.class).toBe("unexplained");
        expect(finding.explanation?.rule).not.toBe("metadata");
      }
    },
  );

  it("byte-order-mark smuggled: it is no letter of a name", () => {
    const [first = "", ...others] = HEAD;
    const finding = explainContent({
      ...reordered,
      upload: text([`Summary: \ufeff`, first, ...others]),
      rebuilt: text([first, ...others, `Summary: \ufeff`]),
    });
    expect(finding.class).toBe("unexplained");
  });

  it.each([
    ["classifiers", ["Classifier: A", "Classifier: B"]],
    ["classifiers in two spellings", ["Classifier: A", "classifier: B"]],
    ["requirements", ["Requires-Dist: a", "Requires-Dist: b"]],
  ])("duplicate-order smuggled: %s in another order stay unexplained", (_, [a = "", b = ""]) => {
    const upload = text(["Name: demo", a, b]);
    const rebuilt = text(["Name: demo", b, a]);
    const finding = explainContent({ ...reordered, upload, rebuilt });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("in another order");
  });

  it("duplicate-count smuggled: a field that stands once more is a difference", () => {
    const finding = explainContent({ ...reordered, upload: text([...HEAD, "Classifier: B"]) });
    expect(finding.class).toBe("unexplained");
  });

  it.each([" ", "\t"])("blank-continuation smuggled: %j may end the head for a reader", (blank) => {
    for (const field of [
      ["Platform: a", blank, " b"],
      ["Platform: a", blank],
    ]) {
      const finding = explainContent({
        ...reordered,
        upload: text([...field, "Name: demo"]),
        rebuilt: text(["Name: demo", ...field]),
      });
      expect(finding.class).toBe("unexplained");
      expect(finding.explanation?.rule).toBe("metadata");
    }
  });

  it("never accounts for a flipped byte beside a new order", () => {
    expectFlipsUnexplained(reordered, []);
  });
});
