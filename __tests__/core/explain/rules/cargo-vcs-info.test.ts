import { describe, expect, it } from "@jest/globals";
import { explainContent } from "../../../support/explained.ts";

const info = (sha1: string, more: object = {}) =>
  JSON.stringify({ git: { sha1, ...more }, path_in_vcs: "" }, null, 2);
const here = "a".repeat(40);
const PATH = "demo-1.0.0/.cargo_vcs_info.json";
const honest = { path: PATH, upload: info(here), rebuilt: info("b".repeat(40)) };

describe("the cargo-vcs-info rule", () => {
  it("names both commits, and excuses nothing", () => {
    const finding = explainContent(honest);
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).toBe("cargo-vcs-info");
    expect(finding.explanation?.because).toBe(
      `The upload was packed from ${here}; the rebuild is of ${"b".repeat(40)}.`,
    );
  });

  it("says that a work tree was changed", () => {
    const dirty = { ...honest, upload: info(here, { dirty: true }), rebuilt: info(here) };
    const { explanation } = explainContent(dirty);
    expect(explanation?.because).toContain("with changes that were not committed");
    expect(explanation?.remedy).toContain("--allow-dirty");
  });

  it("repeats no text that is not a commit", () => {
    const { explanation } = explainContent({ ...honest, upload: info("::error::x") });
    expect(explanation?.because).toContain("packed from no commit;");
  });

  it.each(["{}", "[]", "x", '{"git": 1}', info(here)])("says nothing of %j", (upload) => {
    const finding = explainContent({ ...honest, upload, rebuilt: `${info(here)}\n` });
    expect(finding.explanation).toBeNull();
  });
});
