import { describe, expect, it } from "@jest/globals";
import {
  isExact,
  normalName,
  parseRequirement,
  satisfies,
} from "../../../src/core/python/requirement.ts";
import { compareVersions, versionParts } from "../../../src/core/python/version-order.ts";

describe("compareVersions", () => {
  it("puts versions into the order of PEP 440", () => {
    const ordered = [
      ...["0.9", "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12"],
      ...["1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456"],
      ...["1.0rc1", "1.0", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1!0.1"],
    ];
    const order = (one: string, other: string) =>
      compareVersions(versionParts(one)!, versionParts(other)!);
    for (const [at, one] of ordered.entries()) {
      for (const [against, other] of ordered.entries()) {
        expect([one, other, Math.sign(order(one, other))]).toEqual([
          one,
          other,
          Math.sign(at - against),
        ]);
      }
    }
  });

  it.each([
    ["1.0", "1"],
    ["1.0-alpha.1", "1.0a1"],
    ["v1.0.C1", "1.0rc1"],
    ["1.0-1", "1.0.post1"],
    ["1.0.rev3", "1.0.post3"],
    ["1.0+local.1", "1.0"],
  ])("takes %s for %s", (one, other) => {
    expect(compareVersions(versionParts(one)!, versionParts(other)!)).toBe(0);
  });

  it.each(["", "x", "1..0", "1.0 ; rm", "1.0+", "1.0\n2"])("takes %j for no version", (text) => {
    expect(versionParts(text)).toBeNull();
  });
});

describe("parseRequirement", () => {
  it.each([
    ["poetry-core>=1.0.0", "poetry-core", ">=1.0.0"],
    ["Setuptools_SCM[toml] >= 6.2, < 9", "setuptools-scm", ">= 6.2, < 9"],
    ["setuptools (>=40.8)", "setuptools", ">=40.8"],
    ["wheel; python_version < '3.12'", "wheel", ""],
    ["hatchling==1.18.0;extra=='x'", "hatchling", "==1.18.0"],
  ])("reads %s", (text, name, specifiers) => {
    expect(parseRequirement(text)).toMatchObject({ name, specifiers, isAddress: false });
  });

  it("reads an address", () => {
    expect(parseRequirement("a @ https://example.test/a.whl")).toMatchObject({ isAddress: true });
  });

  it.each(["--index-url=x", "-r x", "", "a b", "a>=1\n-r x", "a>>1", "./local", "a>="])(
    "refuses %j",
    (text) => {
      expect(parseRequirement(text)).toBeNull();
    },
  );

  it("knows one spelling of a name", () => {
    expect(normalName("Foo.-_Bar")).toBe("foo-bar");
  });
});

describe("satisfies", () => {
  it.each([
    ["1.3.2", ">=1.0.0", true],
    ["1.3.2", ">=1.0.0,<1.3", false],
    ["2.0", "", true],
    ["1.4.2", "~=1.4", true],
    ["2.0", "~=1.4", false],
    ["1.5.0", "~=1.4.1", false],
    ["1.4", "~=1", false],
    ["1.4.5", "==1.4.*", true],
    ["1.5", "==1.4.*", false],
    ["1.5", "!=1.4.*", true],
    ["1.4.1", "!=1.4.*", false],
    ["1.0", "==1.0.0", true],
    ["1.0", "===1.0.0", false],
    ["1.0", "!=1.0", false],
    ["1.0rc1", "<1.0", false],
    ["0.9rc1", "<1.0", true],
    ["1.0a1", "<1.0rc1", true],
    ["1.0.post1", ">1.0", false],
    ["1.0.1", ">1.0", true],
    ["1.0", ">1.0rc1", true],
    ["1.0", "<=1.0", true],
    ["1.0", ">=x", false],
    ["1.0", "==x.*", false],
    ["1.0", "!=x.*", false],
    ["junk", ">=1", false],
    ["junk", "", false],
  ])("%s by %s: %s", (version, specifiers, expected) => {
    const requirement = { name: "a", specifiers, isAddress: false, text: "" };
    expect(satisfies(version, requirement)).toBe(expected);
  });

  it("is never so for an address", () => {
    expect(satisfies("1.0", parseRequirement("a @ https://example.test/a")!)).toBe(false);
  });

  it.each([
    ["a==1.0", true],
    ["a===1.0", true],
    ["a==1.*", false],
    ["a>=1,==1.2", true],
    ["a>=1", false],
    ["a", false],
  ])("one version alone in %s: %s", (text, expected) => {
    expect(isExact(parseRequirement(text)!)).toBe(expected);
  });
});
