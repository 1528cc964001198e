import { describe, expect, it } from "@jest/globals";
import {
  corpusCandidates,
  debianCandidates,
  drawn,
  SHARES,
} from "../../../scripts/real-releases/draw.ts";

describe("the draw of real releases", () => {
  it("is ten of at least four kinds", () => {
    const shares = Object.values(SHARES);
    expect(shares.reduce<number>((sum, share) => sum + share, 0)).toBe(10);
    expect(shares.length).toBeGreaterThanOrEqual(4);
  });

  it("orders by the seed alone, not by the order given, and each name once", () => {
    const names = ["a-1.tgz", "b-1.tgz", "c-1.tgz", "d-1.tgz"];
    const order = drawn("npm", names);
    expect([...order].sort()).toEqual(names);
    expect(drawn("npm", [...names, ...names].reverse())).toEqual(order);
    expect(drawn("crate", names)).not.toEqual(order);
  });

  it("takes of the corpus one kind, and of wheels those for every machine", () => {
    const list = ["npm\tn.tgz\t0\t1", "wheel\tw-py3-none-any.whl\t0\t1", "sdist\ts.tar.gz\t0\t1"]
      .concat(["wheel\tw-cp311-cp311-linux_x86_64.whl\t0\t1", "crate\tc.crate\t0\t1"])
      .join("\n");
    expect(corpusCandidates(list, "npm")).toEqual(["n.tgz"]);
    expect(corpusCandidates(list, "crate")).toEqual(["c.crate"]);
    expect(corpusCandidates(list, "python")).toEqual(["w-py3-none-any.whl", "s.tar.gz"]);
  });

  it("takes of a Debian index untouched tarballs of programs with a home on GitHub", () => {
    const paragraph = (more: Readonly<Record<string, string>>) =>
      Object.entries({
        Package: "demo",
        Version: "1.0-1",
        Architecture: "any",
        Homepage: "https://github.com/them/demo.git",
        "Checksums-Sha256": "\n 00 12 demo_1.0-1.debian.tar.xz\n 00 34 demo_1.0.orig.tar.gz",
        ...more,
      })
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n");
    const taken = (more: Readonly<Record<string, string>>) => debianCandidates(paragraph(more));
    expect(taken({})).toEqual(["demo_1.0.orig.tar.gz them/demo"]);
    expect(taken({ Architecture: "all" })).toEqual([]);
    expect(taken({ Version: "1.0+dfsg-1" })).toEqual([]);
    expect(taken({ Homepage: "https://demo.example" })).toEqual([]);
    expect(taken({ "Checksums-Sha256": "\n 00 12 demo_1.0.tar.xz" })).toEqual([]);
  });
});
