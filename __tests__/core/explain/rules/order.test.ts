import { describe, expect, it } from "@jest/globals";
import { archiveOf } from "../../../support/models.ts";
import { compare } from "../../compare/compare.ts";
import { placeKey } from "../../../../src/core/explain/evidence.ts";
import { newResolver } from "../../../../src/core/explain/difference.ts";
import { orderRule } from "../../../../src/core/explain/rules/order.ts";
import { explainPair } from "../../../support/explained.ts";

function pair(upload: readonly string[], rebuilt: readonly string[]) {
  const archive = (paths: readonly string[]) => ({
    entries: paths.map((path) => ({ path, body: path })),
  });
  return explainPair(archive(upload), archive(rebuilt));
}

describe("the order rule", () => {
  it("says how each side is sorted", () => {
    const [finding] = pair(["a", "b", "c"], ["c", "a", "b"]).findings;
    expect(finding?.explanation).toMatchObject({
      rule: "order",
      because:
        "The same entries in another order: byte order in the upload, the order in which the packer met the files in the rebuild.",
    });
    expect(finding?.explanation?.remedy).toContain("--sort=name");
  });

  it("recognises old npm, which put package.json first", () => {
    const [finding] = pair(
      ["package/package.json", "package/b", "package/a"],
      ["package/a", "package/b", "package/package.json"],
    ).findings;
    expect(finding?.explanation?.because).toContain("package.json first, as old npm packs,");
  });

  it("says nothing of an entry that is not there, and does not hide it", () => {
    const { findings } = pair(["a", "b", "c", "evil"], ["b", "a", "c"]);
    const extra = findings.find(({ code }) => code === "entry-only-in-upload");
    expect(extra).toMatchObject({ class: "unexplained", explanation: null, risk: "high" });
    expect(findings[0]).toBe(extra);
  });

  it("does not account for names that stand twice, because the last one is extracted", () => {
    const once = archiveOf({ entries: [{ path: "a" }, { path: "b" }] });
    const twice = archiveOf({ entries: [{ path: "b" }, { path: "a", body: "1" }, { path: "a" }] });
    const [finding] = compare(
      once,
      archiveOf({ entries: [{ path: "b" }, { path: "a" }] }),
    ).findings;
    expect(finding?.code).toBe("entry-order");
    const side = (reading: typeof once) => ({
      readings: new Map([[placeKey([]), reading]]),
      bodies: new Map(),
    });
    const account = (upload: typeof once, rebuilt: typeof once) =>
      orderRule.explain(
        newResolver({
          upload: side(upload),
          rebuilt: side(rebuilt),
          commit: null,
          oversize: new Set(),
        }).resolve(finding!),
      );
    const turned = archiveOf({ entries: [{ path: "b" }, { path: "a" }] });
    expect(account(once, turned)?.complete).toBe(true);
    expect(account(once, once)).toBeNull();
    expect(account(once, twice)?.complete).toBe(false);
    expect(account(twice, once)?.complete).toBe(false);
  });

  it("says nothing when an archive is not known", () => {
    const [finding] = pair(["a", "b"], ["b", "a"]).findings;
    const nothing = { readings: new Map(), bodies: new Map() };
    const difference = newResolver({
      upload: nothing,
      rebuilt: nothing,
      commit: null,
      oversize: new Set(),
    }).resolve(finding!);
    expect(orderRule.explain(difference)).toBeNull();
  });
});
