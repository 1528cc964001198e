import { describe, expect, it } from "@jest/globals";
import { summarise } from "../../../src/core/explain/groups.ts";
import { explainPair } from "../../support/explained.ts";

describe("summarise", () => {
  const entries = (mtime: number, body: string) =>
    Array.from({ length: 82 }, (_, at) => ({
      path: `d/${String(at)}`,
      mtime: mtime + at,
      body: "x",
    })).concat([
      { path: "d/a.bin", mtime: 5, body },
      { path: "d/b.bin", mtime: 5, body },
    ]);
  const { findings } = explainPair({ entries: entries(100, "1") }, { entries: entries(900, "2") });
  const groups = summarise(findings);

  it("makes 82 modification times one line with count, first paths, cause and remedy", () => {
    const times = groups.filter(({ code }) => code === "entry-mtime");
    expect(times).toHaveLength(1);
    expect(times[0]).toMatchObject({
      rule: "mtime",
      count: 82,
      class: null,
      risk: "info",
      acceptedBy: null,
      uniform: true,
    });
    expect(times[0]?.paths).toHaveLength(3);
    expect(times[0]?.members).toHaveLength(82);
    expect(times[0]?.because).toBe(findings.at(-1)?.explanation?.because);
    expect(times[0]?.remedy).toBe(findings.at(-1)?.explanation?.remedy);
  });

  it("keeps each dangerous finding apart, and the order of the findings", () => {
    expect(
      groups
        .slice(0, 2)
        .map(({ count, paths, rule, because, remedy }) => [count, paths, rule, because, remedy]),
    ).toEqual([
      [1, [["demo-1.0.tar.gz", "d/a.bin"]], null, null, null],
      [1, [["demo-1.0.tar.gz", "d/b.bin"]], null, null, null],
    ]);
    expect(groups).toHaveLength(3);
  });

  it("says when causes within a group differ", () => {
    const [first, second, ...rest] = findings.filter(({ code }) => code === "entry-mtime");
    const other = { ...second!, explanation: { ...second!.explanation!, because: "Another." } };
    const remedied = { ...second!, explanation: { ...second!.explanation!, remedy: "Another." } };
    expect(summarise([first!, other, ...rest])[0]?.uniform).toBe(false);
    expect(summarise([first!, remedied, ...rest])[0]?.uniform).toBe(false);
  });

  it("separates what is accepted from what is not", () => {
    const [first, second] = findings.filter(({ code }) => code === "entry-mtime");
    const accepted = { ...second!, accepted: { by: "archive-mtime" } };
    expect(summarise([first!, accepted]).map(({ acceptedBy }) => acceptedBy)).toEqual([
      null,
      "archive-mtime",
    ]);
    const high = findings
      .slice(0, 2)
      .map((finding) => ({ ...finding, accepted: { by: "waiver" } }));
    expect(summarise(high)).toHaveLength(1);
  });

  it("has no group for nothing", () => {
    expect(summarise([])).toEqual([]);
  });
});
