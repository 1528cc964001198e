import { describe, expect, it } from "@jest/globals";
import { tupleWriters } from "../../../src/core/explain/version-tuple.ts";

describe("tupleWriters", () => {
  it.each([
    ["1", "(1,)", "setuptools-scm '"],
    ["1.2.3", "(1, 2, 3)", "setuptools-scm '"],
    [
      "2!1.0rc1.post2.dev3+g1a2b3c4",
      "('2!', 1, 0, 'rc1', 'post2', 'dev3', 'g1a2b3c4')",
      "setuptools-scm '",
    ],
    ["2!1.0rc1.post2.dev3+g1a2b3c4", "(1, 0, 'dev3', 'g1a2b3c4')", "setuptools-scm before 8 '"],
    ["2!1.0a1+g1a2b3c4", '(2, 1, 0, "a1", "+g1a2b3c4")', 'versioningit by PEP 440 "'],
    ["2!1.0a1+g1a2b3c4", "(2, 1, 0, 'a1', '+g1a2b3c4')", "versioningit by PEP 440 '"],
    ["2!1.0a1+g1a2b3c4.d20240131", '(2, 1, "0a1", "g1a2b3c4", "d20240131")', 'versioningit "'],
    ["1.0.post1", "(1, 0, 'post1')", "versioningit '"],
  ])("knows that %s is written as %s by %s", (version, literal, writer) => {
    expect([...tupleWriters(version, literal)]).toContain(writer);
  });

  it.each([
    ["1", "(1)"],
    ["1", "1,"],
    ["1.2", "(1, 2,)"],
    ["1.2", "(1,2)"],
    ["1.2", "(1, '2')"],
    ["1.2", "[1, 2]"],
    ["1.2", "(1, 02)"],
    ["1.2", "(1, 2, )"],
    ["1.2.dev1", "(1, 2, 'dev1\")"],
    ["1.2.dev1", "(1, 2, \"dev1')"],
    ["1.2.dev1+g1a2b3c4", "(1, 2, 'dev1', \"g1a2b3c4\")"],
    ["1.2.post1", "(1, 2, 'post2')"],
  ])("knows nobody who writes %s as %s", (version, literal) => {
    expect([...tupleWriters(version, literal)]).toEqual([]);
  });
});
