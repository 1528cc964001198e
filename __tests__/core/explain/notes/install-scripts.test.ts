import { describe, expect, it } from "@jest/globals";
import { explainContent, explainPair, findingAt } from "../../../support/explained.ts";

const json = (value: unknown) => `${JSON.stringify(value)}\n`;
const scripts = (content: Parameters<typeof explainContent>[0]) =>
  explainContent(content).notes.filter((note) => note.startsWith("scripts"));

describe("notes on scripts of a package.json", () => {
  const path = "package/package.json";

  it("name what differs, and first what npm runs on install", () => {
    const upload = json({ scripts: { test: "a", prepare: "b", postinstall: "c" } });
    expect(scripts({ path, upload, rebuilt: json({}) })).toEqual([
      "scripts that differ: prepare, postinstall, test; npm runs these on install",
    ]);
  });

  it("say nothing of a package.json that the upload does not have", () => {
    const rest = { path: "package/a", body: "" };
    const gone = { path, body: json({ scripts: { install: "a" } }) };
    const comparison = explainPair({ entries: [rest] }, { entries: [rest, gone] });
    expect(findingAt(comparison, path).notes).toEqual([]);
  });

  it("do not call a script that was taken away one that runs", () => {
    const rebuilt = json({ scripts: { install: "a" } });
    expect(scripts({ path, upload: json({}), rebuilt })).toEqual(["scripts that differ: install"]);
  });

  it("say nothing when all scripts are equal, or the file is another, or its text is not known", () => {
    const upload = json({ scripts: { test: "a" }, version: "1" });
    const rebuilt = json({ scripts: { test: "a" }, version: "2" });
    const other = json({ scripts: { test: "b" } });
    expect(scripts({ path, upload, rebuilt })).toEqual([]);
    expect(scripts({ path: "package/data.json", upload, rebuilt: other })).toEqual([]);
    expect(scripts({ path, upload, rebuilt: other, unknown: [path] })).toEqual([]);
    expect(
      scripts({ path, upload: json({ scripts: "a" }), rebuilt: json({ scripts: "b" }) }),
    ).toEqual([]);
    expect(scripts({ path, upload: json({ scripts: null }), rebuilt: json({}) })).toEqual([]);
    expect(scripts({ path, upload: Buffer.from([0xff]), rebuilt: json({}) })).toEqual([]);
  });
});
