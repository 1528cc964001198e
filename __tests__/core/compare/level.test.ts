import { describe, expect, it } from "@jest/globals";
import { agreementOf } from "../../../src/core/compare/level.ts";
import { located } from "../../../src/core/compare/located.ts";
import { factsOf, FINDING_CODES } from "../../../src/core/finding-codes.ts";
import type { FindingCode } from "../../../src/core/finding-codes.ts";

function finding(code: FindingCode, ...at: readonly string[]) {
  const values = { upload: null, rebuilt: null };
  return located({ at: ["a.tgz", ...at] }, code, null, values).finding;
}

describe("agreementOf", () => {
  it("claims nothing where nothing was found", () => {
    expect(agreementOf([])).toBeNull();
  });

  it("is L1 for the compressor alone, and only outside", () => {
    expect(agreementOf([finding("gzip-name"), finding("compression-layout")])).toBe("L1");
    expect(agreementOf([finding("gzip-header", "x.gz")])).toBe("L2");
    expect(agreementOf([finding("gzip-name", "x.gz")])).toBe("L3");
    expect(agreementOf([finding("gzip-header"), finding("entry-mtime", "x")])).toBe("L2");
  });

  it("is null as soon as a file is missing or differs", () => {
    const none = (Object.keys(FINDING_CODES) as FindingCode[]).filter(
      (code) => agreementOf([finding("entry-mtime", "x"), finding(code)]) === null,
    );
    expect(new Set(none)).toEqual(
      new Set([
        "file-content",
        "container-format",
        "upload-not-rebuilt",
        "entry-only-in-upload",
        "entry-only-in-rebuild",
        "entry-content",
        "entry-type",
        "entry-link-target",
        "tracked-file-changed",
        "not-rebuilt",
        "git-folder-in-upload",
        "container-not-rebuilt",
        "unaccounted-bytes",
      ]),
    );
  });

  it("is L3 for everything else that no normaliser names", () => {
    for (const code of Object.keys(FINDING_CODES) as FindingCode[]) {
      const level = agreementOf([finding("entry-mtime", "x"), finding(code)]);
      if (level !== null) expect(level).toBe(factsOf(code).normaliser === null ? "L3" : "L2");
    }
  });
});
