import { describe, expect, it } from "@jest/globals";
import { expectFlipsUnexplained, explainContent, explainPair } from "../../../support/explained.ts";

const LF = "# demo\n\nFirst line.\nSecond line.\n";
const CRLF = LF.replaceAll("\n", "\r\n");

describe("the eol rule", () => {
  it("accounts for a text whose every line ends in CRLF on one side and in LF on the other", () => {
    const finding = explainContent({ path: "demo/README.md", upload: CRLF, rebuilt: LF });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation).toMatchObject({
      rule: "eol",
      because: "Only the line ends differ: CRLF in the upload, LF in the rebuild, on every line.",
    });
    expect(finding.explanation?.remedy).toContain("eol=lf");
    expect(finding.risk).toBe("low");
  });

  it("accounts for it in the other direction", () => {
    const finding = explainContent({ path: "demo/README.md", upload: LF, rebuilt: CRLF });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toContain("LF in the upload, CRLF in the rebuild");
  });

  it("has nothing to say of a text that differs in its words", () => {
    const finding = explainContent({
      path: "demo/README.md",
      upload: CRLF.replace("Second", "Other"),
      rebuilt: LF,
    });
    expect(finding.explanation).toBeNull();
    expect(finding.class).toBe("unexplained");
  });

  it("only hints where one line alone was converted", () => {
    const finding = explainContent({
      path: "demo/README.md",
      upload: LF.replace("First line.\n", "First line.\r\n"),
      rebuilt: LF,
    });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("not on every line");
  });

  it("only hints where one line of the rebuild alone was converted", () => {
    const rebuilt = LF.replace("First line.\n", "First line.\r\n");
    const finding = explainContent({ path: "demo/README.md", upload: LF, rebuilt });
    expect(finding.class).toBe("unexplained");
  });

  it("does not account for a carriage return that stands alone", () => {
    const upload = CRLF.replace("First", "Fi\rrst");
    expect(
      explainContent({ path: "demo/README.md", upload, rebuilt: LF.replace("First", "Fi\rrst") })
        .class,
    ).toBe("unexplained");
  });

  it.each([
    "configure",
    "Makefile.am",
    "m4/x.m4",
    "run.sh",
    "notes.unknown",
    "requirements.txt",
    "README",
    "docs/index.rst",
    "demo-1.0.dist-info/METADATA",
    "x.json5",
  ])("only hints in %s, where a carriage return may mean something", (path) => {
    const finding = explainContent({ path, upload: CRLF, rebuilt: LF });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).toBe("eol");
  });

  it("only hints where the first line names an interpreter", () => {
    const script = "#!/usr/bin/env python3\nprint()\n";
    const finding = explainContent({
      path: "demo/run.py",
      upload: script.replaceAll("\n", "\r\n"),
      rebuilt: script,
    });
    expect(finding.class).toBe("unexplained");
  });

  it("sums.txt smuggled: a plain text that `sha256sum -c` reads only gets a hint", () => {
    const LINE = `${"0".repeat(64)}  demo.py\n`;
    const finding = explainContent({
      path: "sums.txt",
      upload: LINE.replace("\n", "\r\n"),
      rebuilt: LINE,
    });
    expect(finding).toMatchObject({ class: "unexplained", explanation: { rule: "eol" } });
  });

  it.each([
    "a.py",
    "a.pyi",
    "a.js",
    "a.mjs",
    "a.cjs",
    "a.d.ts",
    "a.json",
    "a.xml",
    "a.html",
    "a.css",
  ])("accounts for it in %s, which is read alike by its own definition", (path) => {
    expect(explainContent({ path, upload: CRLF, rebuilt: LF }).class).toBe("modified-explained");
  });

  it.each([
    ["the upload", 0o755, 0o644],
    ["the rebuild", 0o644, 0o755],
  ])("polyglot smuggled: what is executable in %s is no Python to a shell", (_, here, there) => {
    const archive = (body: string, mode: number) => ({ entries: [{ path: "a.py", body, mode }] });
    const { findings } = explainPair(archive(CRLF, here), archive(LF, there));
    const content = findings.find(({ code }) => code === "entry-content");
    expect(content).toMatchObject({ class: "unexplained", explanation: { rule: "eol" } });
  });

  it.each([
    ["is no UTF-8", Buffer.from("a\xff\r\n", "latin1"), Buffer.from("a\xff\n", "latin1")],
    ["holds a NUL", "a\0\r\n", "a\0\n"],
  ])("says nothing of a file that %s", (_, upload, rebuilt) => {
    const finding = explainContent({ path: "x.md", upload, rebuilt });
    expect(finding.explanation).toBeNull();
    expect(finding.class).toBe("unexplained");
  });

  it("says nothing when a body is not known", () => {
    const known = { path: "x.md", upload: CRLF, rebuilt: LF };
    expect(explainContent({ ...known, unknown: ["x.md"] }).class).toBe("unexplained");
  });

  it("never accounts for a flipped byte beside converted line ends", () => {
    expectFlipsUnexplained({ path: "x.md", upload: CRLF, rebuilt: LF }, []);
  });
});
