import { describe, expect, it } from "@jest/globals";
import { explainPair } from "../../../support/explained.ts";

type Header = Readonly<Record<string, string>>;

function pair(upload: Header, rebuilt: Header, code = "gzip-header") {
  const archive = (gzip: Header) => ({ gzip, packed: "same", entries: [{ path: "a", body: "a" }] });
  const found = explainPair(archive(upload), archive(rebuilt)).findings;
  const [finding] = found.filter((candidate) => candidate.code === code);
  return finding!;
}

describe("the gzip-header rule", () => {
  it("decodes system, time and level", () => {
    const finding = pair(
      { "gzip.os": "19", "gzip.mtime": "1700000000", "gzip.xfl": "2" },
      { "gzip.os": "3", "gzip.mtime": "0", "gzip.xfl": "0" },
    );
    expect(finding.explanation).toMatchObject({
      rule: "gzip-header",
      because:
        "The gzip header says: time 2023-11-14T22:13:20Z in the upload, none in the rebuild; system macOS (0x13) in the upload, Unix (0x03) in the rebuild; compression slowest level in the upload, default level in the rebuild.",
    });
    expect(finding.explanation?.remedy).toContain("gzip -n");
    expect(finding.class).toBeNull();
  });

  it("says the number of a system it does not know", () => {
    const { explanation } = pair(
      { "gzip.os": "99", "gzip.xfl": "7" },
      { "gzip.os": "3", "gzip.xfl": "0" },
    );
    expect(explanation?.because).toContain("system number 99");
    expect(explanation?.because).toContain("compression hint 7");
  });

  it("accounts for the name that gunzip gives the file anyway", () => {
    const finding = pair({ "gzip.name": "demo-1.0.tar" }, {}, "gzip-name");
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toContain(
      'stored name "demo-1.0.tar" in the upload, none in the rebuild',
    );
  });

  it.each([
    "../../.bashrc",
    "/etc/passwd",
    ".npmrc",
    "a b",
    "a..b",
    "demo-1.0",
    "demo-1.1.tar",
    "demo-1.0.tar.gz",
    "Makefile",
  ])("plain-name smuggled: only hints at the stored name %s, to which gunzip -N writes", (name) => {
    expect(pair({ "gzip.name": name }, {}, "gzip-name").class).toBe("unexplained");
    expect(pair({}, { "gzip.name": name }, "gzip-name").class).toBe("unexplained");
  });

  it.each([
    ["demo-1.0.tgz", "demo-1.0.tar", "modified-explained"],
    ["demo-1.0.tgz", "demo-1.0", "unexplained"],
    ["demo-1.0.crate", "demo-1.0", "unexplained"],
    [".npmrc.gz", ".npmrc", "unexplained"],
    ["a b.gz", "a b", "unexplained"],
    ["xgz", "x", "unexplained"],
  ])("own-name: of the file %s, stored as %s, it says %s", (file, name, found) => {
    const archive = (gzip: Header) => ({
      gzip,
      packed: "same",
      entries: [{ path: "a", body: "a" }],
    });
    const { findings } = explainPair(archive({ "gzip.name": name }), archive({}), { file });
    expect(findings.find(({ code }) => code === "gzip-name")?.class).toBe(found);
  });

  it("says nothing of a comment or of extra data", () => {
    const finding = pair({ "gzip.comment": "hello" }, {}, "gzip-extra");
    expect(finding).toMatchObject({ explanation: null, class: "unexplained" });
  });

  it("says nothing of a flag that it does not decode", () => {
    expect(pair({ "gzip.ftext": "1" }, {}).explanation).toBeNull();
  });
});
