import { describe, expect, it } from "@jest/globals";
import { recordHash } from "../../../../src/core/explain/wheel-record.ts";
import { sha256Hex } from "../../../../src/core/digest.ts";
import { recordLine } from "../../../support/archives.ts";
import { expectFlipsUnexplained, explainContent } from "../../../support/explained.ts";
import type { ContentCase } from "../../../support/explained.ts";

const PATH = "demo-1.0.dist-info/RECORD";
const CODE = "print('demo')\n";
const own = `${PATH},,\n`;

function record(metadata: string, rest = ""): string {
  return `${recordLine("demo.py", CODE)}${recordLine("demo-1.0.dist-info/METADATA", metadata)}${rest}${own}`;
}

const honest: ContentCase = {
  path: PATH,
  upload: record("Name: demo\n"),
  rebuilt: record("Name:  demo\n"),
  beside: [
    { path: "demo.py", body: CODE },
    [
      { path: "demo-1.0.dist-info/METADATA", body: "Name: demo\n" },
      { path: "demo-1.0.dist-info/METADATA", body: "Name:  demo\n" },
    ],
  ],
};

describe("the wheel-record rule", () => {
  it("derives rows from the files that differ", () => {
    const finding = explainContent(honest);
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toContain("1 row (demo-1.0.dist-info/METADATA)");
  });

  it("derives rows of files that one side only has", () => {
    const finding = explainContent({
      ...honest,
      upload: record("Name: demo\n", recordLine("extra.py", "x\n")),
      beside: [
        ...(honest.beside ?? []),
        [
          { path: "extra.py", body: "x\n" },
          { path: "other", type: "directory" },
        ],
      ],
    });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toContain("2 rows");
  });

  it("gives the order of rows no meaning", () => {
    const [first = "", second = ""] = record("Name: demo\n").split(/(?<=\n)/);
    const finding = explainContent({ ...honest, upload: `${second}${first}${own}` });
    expect(finding.class).toBe("modified-explained");
    const turned = explainContent({
      ...honest,
      upload: `${own}${recordLine("demo.py", CODE)}`,
      rebuilt: `${recordLine("demo.py", CODE)}${own}`,
      beside: [{ path: "demo.py", body: CODE }],
    });
    expect(turned.explanation?.because).toContain("the order of its rows");
  });

  it("does not derive a row that says otherwise than the upload's file is", () => {
    const finding = explainContent({ ...honest, upload: record("Name: evil\n") });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("not all of that follows");
  });

  it("does not derive a row of a file that is equal on both sides", () => {
    const finding = explainContent({
      ...honest,
      upload: record("Name: demo\n").replace(
        recordLine("demo.py", CODE),
        recordLine("demo.py", ""),
      ),
    });
    expect(finding.class).toBe("unexplained");
  });

  it("does not derive a row of a file that is not there", () => {
    const upload = record("Name: demo\n", recordLine("ghost.py", "boo"));
    expect(explainContent({ ...honest, upload }).class).toBe("unexplained");
  });

  it("does not derive a row that says otherwise than the rebuild's file is", () => {
    const finding = explainContent({ ...honest, rebuilt: record("Name: evil\n") });
    expect(finding.class).toBe("unexplained");
  });

  it("does not derive a row in which the size alone differs", () => {
    const right = recordLine("demo.py", CODE);
    const upload = record("Name: demo\n").replace(right, right.replace(/,14\n$/, ",15\n"));
    expect(upload).toContain(",15\n");
    expect(explainContent({ ...honest, upload }).class).toBe("unexplained");
  });

  it("does not derive a wrong size beside a right hash", () => {
    const right = recordLine("demo-1.0.dist-info/METADATA", "Name: demo\n");
    const upload = record("Name: demo\n").replace(right, right.replace(/,11\n$/, ",12\n"));
    expect(upload).toContain(",12\n");
    expect(explainContent({ ...honest, upload }).class).toBe("unexplained");
  });

  it.each([
    ["a row stands twice", (text: string) => `${text}${recordLine("demo.py", CODE)}`],
    ["the last line does not end", (text: string) => text.slice(0, -1)],
    [
      "the last line, of a file, does not end",
      (text: string) => `${own}${text.replace(own, "")}`.slice(0, -1),
    ],
    ["lines end in CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a row has a fourth column", (text: string) => text.replace(own, `${PATH},,,\n`)],
    ["a size has a leading zero", (text: string) => text.replace(/,11\n/, ",011\n")],
    ["a path is quoted without need", (text: string) => text.replace("demo.py,", '"demo.py",')],
    ["a hash is of another kind", (text: string) => text.replace("sha256=", "md5=")],
  ])("says nothing of a RECORD in which %s", (_, change) => {
    const finding = explainContent({ ...honest, upload: change(record("Name: demo\n")) });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).not.toBe("wheel-record");
  });

  it.each(["\r", "\0", "\t", "\v", "\f", "\x1c", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff"])(
    "control-character smuggled: %j in a path, quoted or not, is not read",
    (odd) => {
      for (const path of [`${odd}a.py`, `"${odd}a,b.py"`]) {
        const row = `${path},,\n`;
        const rows = record("Name: demo\n");
        const finding = explainContent({
          ...honest,
          upload: `${row}${rows}`,
          rebuilt: `${rows}${row}`,
        });
        expect(finding).toMatchObject({ class: "unexplained" });
        expect(finding.explanation?.rule).not.toBe("wheel-record");
      }
    },
  );

  it("escaped-name smuggled: a row says nothing of a file that only looks like it when shown", () => {
    const shown = "a\\x5Cb.py";
    const finding = explainContent({
      path: PATH,
      upload: `${recordLine(shown, "1")}${own}`,
      rebuilt: `${recordLine(shown, "2")}${own}`,
      beside: [
        [
          { path: "a\\b.py", body: "1" },
          { path: "a\\b.py", body: "2" },
        ],
      ],
    });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).toBe("wheel-record");
  });

  it("reads a path beyond ASCII", () => {
    const finding = explainContent({
      path: PATH,
      upload: `${recordLine("ä.py", "1")}${own}`,
      rebuilt: `${recordLine("ä.py", "2")}${own}`,
      beside: [
        [
          { path: "ä.py", body: "1" },
          { path: "ä.py", body: "2" },
        ],
      ],
    });
    expect(finding.class).toBe("modified-explained");
  });

  it("reads a quoted path with a comma and a quote in it", () => {
    const odd = 'de"mo,x.py';
    const row = (body: string) => recordLine(odd, body).replace(odd, '"de""mo,x.py"');
    const finding = explainContent({
      path: PATH,
      upload: `${row("1")}${own}`,
      rebuilt: `${row("2")}${own}`,
      beside: [
        [
          { path: odd, body: "1" },
          { path: odd, body: "2" },
        ],
      ],
    });
    expect(finding.class).toBe("modified-explained");
  });

  it("takes no file of that name for a RECORD elsewhere", () => {
    expect(explainContent({ ...honest, path: "demo/RECORD" }).explanation).toBeNull();
  });

  it("spells a digest as Python does", () => {
    const line = recordLine("x", "some bytes");
    expect(line).toContain(recordHash(sha256Hex(new TextEncoder().encode("some bytes"))));
  });

  it("never accounts for a flipped byte, in a hash neither", () => {
    expectFlipsUnexplained(honest, []);
  });
});
