import { describe, expect, it } from "@jest/globals";
import { goProgram } from "../../../support/go-program.ts";
import { explainContent } from "../../../support/explained.ts";

const trimmed = { "-trimpath": "true" };
const rebuilt = goProgram({ settings: trimmed });
const explained = (upload: Uint8Array) => explainContent({ path: "tool", upload, rebuilt });

describe("the go-build rule", () => {
  it("names the version to write, and excuses nothing", () => {
    const finding = explained(goProgram({ version: "go1.25.0", settings: trimmed }));
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).toBe("go-build");
    expect(finding.explanation?.because).toContain("Go go1.25.0, not go1.24.1");
    expect(finding.explanation?.remedy).toContain('"toolchain go1.25.0"');
  });

  it("sees a changed work tree, and folders of the machine", () => {
    const changed = goProgram({ settings: { ...trimmed, "vcs.modified": "true" } });
    expect(explained(changed).explanation?.remedy).toContain("clean checkout");
    const untrimmed = explained(goProgram());
    expect(untrimmed.explanation?.because).toContain("-trimpath unset, not true");
    expect(untrimmed.explanation?.remedy).toContain("go build -trimpath");
  });

  it("names other settings", () => {
    const tagged = explained(goProgram({ settings: { ...trimmed, "-tags": "x" } }));
    expect(tagged.explanation?.because).toContain("-tags x, not unset");
    expect(tagged.explanation?.remedy).toContain("--build");
  });

  it("says nothing where both say the same, or one is no Go program", () => {
    const twin = Buffer.from(rebuilt);
    twin[10] = 1;
    expect(explained(twin).explanation).toBeNull();
    expect(explained(Buffer.from("x")).explanation).toBeNull();
  });
});
