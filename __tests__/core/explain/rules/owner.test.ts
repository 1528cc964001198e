import { describe, expect, it } from "@jest/globals";
import { explainPair, findingAt } from "../../../support/explained.ts";

type Owner = Readonly<Record<string, string>>;

function pair(upload: Owner, rebuilt: Owner, mode = 0o644) {
  const archive = (fields: Owner) => ({ entries: [{ path: "a", body: "a", mode, fields }] });
  return findingAt(explainPair(archive(upload), archive(rebuilt)), "a");
}

const RUNNER = {
  "tar.uid": "1001",
  "tar.gid": "127",
  "tar.uname": "runner",
  "tar.gname": "docker",
};
const ROOT = { "tar.uid": "0", "tar.gid": "0" };

describe("the owner rule", () => {
  it("decodes both owners", () => {
    const finding = pair(RUNNER, ROOT);
    expect(finding.explanation).toMatchObject({
      rule: "owner",
      because:
        "Packed by another account: 1001:127 (runner:docker) in the upload, 0:0 in the rebuild.",
    });
    expect(finding.explanation?.remedy).toContain("--owner=0");
  });

  it("does not speak of an owner where a PAX header says it twice", () => {
    expect(pair({ ...ROOT, "tar.header-uid": "7" }, ROOT).explanation).toBeNull();
  });

  it("does not speak for the owner of a setuid file", () => {
    const finding = pair(RUNNER, ROOT, 0o4755);
    expect(finding.code).toBe("entry-owner-privileged");
    expect(finding).toMatchObject({ explanation: null, class: "unexplained", risk: "high" });
  });

  it("shows no control characters of a name", () => {
    const archive = (fields: Owner) => ({
      entries: [{ path: "a", body: "a", mode: 0o644, fields }],
    });
    const hostile = { ...RUNNER, "tar.uname": "a\u001b[31m" };
    const { findings } = explainPair(archive(hostile), archive(ROOT));
    const owner = findings.find(({ code }) => code === "entry-owner");
    expect(owner?.explanation?.because).toContain("(a?[31m:docker)");
  });
});
