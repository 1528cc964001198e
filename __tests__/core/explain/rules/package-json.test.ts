import { describe, expect, it } from "@jest/globals";
import { expectFlipsUnexplained, explainContent } from "../../../support/explained.ts";
import type { ContentCase } from "../../../support/explained.ts";

const BASE = { name: "demo", version: "1.0.0", exports: { import: "./a.mjs", require: "./a.cjs" } };
const json = (value: unknown, indent: string | number = 2) =>
  `${JSON.stringify(value, null, indent)}\n`;
const HEAD = "c".repeat(40);

const honest: ContentCase = {
  path: "package/package.json",
  upload: json({ ...BASE, gitHead: HEAD, _id: "demo@1.0.0" }),
  rebuilt: json(BASE),
  commit: { files: { "package.json": json(BASE) } },
};

describe("the package-json rule", () => {
  it("accounts for a registry's keys whose values are proven", () => {
    const finding = explainContent(honest);
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toBe("package.json was rewritten (added: gitHead, _id).");
  });

  it("accounts for another layout and another order of the top keys", () => {
    const { name, ...rest } = BASE;
    const finding = explainContent({ ...honest, upload: json({ ...rest, name }, "\t") });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toContain(
      "indented by tabs in the upload, indented by 2 in the other",
    );
  });

  it("accounts for a layout on one line and for a missing final line end", () => {
    const finding = explainContent({ ...honest, upload: JSON.stringify(BASE) });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toContain(
      "(on one line, no final line end in the upload, indented by 2 in the other)",
    );
  });

  it.each([
    ["a commit id of another commit", { ...BASE, gitHead: "d".repeat(40) }],
    ["an _id that is not name@version", { ...BASE, _id: "evil@1.0.0" }],
    ["_nodeVersion smuggled, which nothing proves", { ...BASE, _nodeVersion: "24.1.0" }],
    ["_npmVersion smuggled, which nothing proves", { ...BASE, _npmVersion: "11.0.0" }],
    ["a known key with another type", { ...BASE, gitHead: { x: 1 } }],
    ["a key of no registry", { ...BASE, _payload: "x" }],
    ["a changed value", { ...BASE, version: "1.0.1" }],
    ["added scripts", { ...BASE, scripts: { postinstall: "node x" } }],
    ["exports in another order", { ...BASE, exports: { require: "./a.cjs", import: "./a.mjs" } }],
  ])("only hints at %s", (_, upload) => {
    const finding = explainContent({ ...honest, upload: json(upload) });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.rule).toBe("package-json");
  });

  it("names keys that changed", () => {
    const upload = json({ ...BASE, version: "1.0.1" });
    expect(explainContent({ ...honest, upload }).explanation?.because).toBe(
      "package.json was rewritten (changed: version).",
    );
  });

  it("only hints at removed keys", () => {
    const finding = explainContent({ ...honest, upload: json({ name: "demo", version: "1.0.0" }) });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("removed: exports");
  });

  it("cannot hold a gitHead against a commit that is not known", () => {
    const { commit, ...without } = honest;
    expect(commit).toBeDefined();
    expect(explainContent(without).class).toBe("unexplained");
  });

  it.each([
    ["a key twice", '{\n  "name": "evil",\n  "name": "demo",\n  "version": "1.0.0"\n}\n'],
    ["an escape for a plain letter", '{\n  "name": "d\\u0065mo",\n  "version": "1.0.0"\n}\n'],
    ["odd white space", '{\n  "name": "demo",\n   "version": "1.0.0"\n}\n'],
  ])("does not account for a text with %s, though the values agree", (_, upload) => {
    const finding = explainContent({
      ...honest,
      upload,
      rebuilt: json({ name: "demo", version: "1.0.0" }),
    });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("the same values");
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]\n"],
    ["null", "null\n"],
    ["a text", '"demo"\n'],
  ])("says nothing of %s", (_, upload) => {
    expect(explainContent({ ...honest, upload }).explanation).toBeNull();
  });

  it.each([
    ["a number spelled otherwise", '"n": 1.0', 1],
    ["a number with an exponent", '"n": 1e0', 1],
    ["a negative zero", '"n": -0', 0],
    ["a number beyond what a reader keeps", '"n": 10000000000000001', 10000000000000000],
  ])("number-spelling smuggled: %s is not accounted for", (_, member, value) => {
    const upload = `{\n  "name": "demo",\n  ${member}\n}\n`;
    const finding = explainContent({
      ...honest,
      upload,
      rebuilt: json({ name: "demo", n: value }),
    });
    expect(finding.class).toBe("unexplained");
  });

  it.each([
    ["neither", {}, "undefined@undefined"],
    ["no name", { version: "1.0.0" }, "undefined@1.0.0"],
    ["a number for a version", { name: "demo", version: 1 }, "demo@1"],
    ["no name, and null for an id", { version: "1.0.0" }, null],
  ])("_id smuggled: it is not proven by %s", (_, base, id) => {
    const finding = explainContent({
      ...honest,
      upload: json({ ...base, _id: id }),
      rebuilt: json(base),
    });
    expect(finding.class).toBe("unexplained");
  });

  it.each(["[", '{"a":'])("nesting smuggled: a text of endless %s is not read", (open) => {
    const close = open === "[" ? "]" : "}";
    const deep = (depth: number) => `{"a":${open.repeat(depth)}1${close.repeat(depth)}}`;
    const far = explainContent({ ...honest, upload: deep(500_000) });
    expect(far).toMatchObject({ class: "unexplained", explanation: null });
    expect(explainContent({ ...honest, upload: deep(255) }).explanation).not.toBeNull();
    expect(explainContent({ ...honest, upload: deep(256) }).explanation).toBeNull();
  });

  it("does not count brackets in texts, nor those that closed", () => {
    const members = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`k${String(at)}`, ['[{"\\', {}]]),
    );
    const finding = explainContent({
      ...honest,
      upload: json({ ...BASE, ...members }, "\t"),
      rebuilt: json({ ...BASE, ...members }),
    });
    expect(finding.class).toBe("modified-explained");
  });

  it("takes no other JSON for a package.json", () => {
    expect(explainContent({ ...honest, path: "package/data.json" }).explanation).toBeNull();
    expect(explainContent({ ...honest, path: "package/not-package.json" }).explanation).toBeNull();
  });

  it("never accounts for a flipped byte beside a known key", () => {
    expectFlipsUnexplained(honest, []);
  });
});
