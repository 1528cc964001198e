import { describe, expect, it } from "@jest/globals";
import { inferEpoch } from "../../../src/core/inference/epoch.ts";
import { COMMITTED_AT, uploadOf } from "../../support/preset-project.ts";

const tar = (mtime: number) => uploadOf("a.tar.gz", [{ path: "a/b", mtime }]);
const zip = (mtime: number) => uploadOf("a.whl", [{ path: "b", mtime }], { format: "zip" });
const inferred = (...uploads: Parameters<typeof inferEpoch>[0]) =>
  inferEpoch(uploads, COMMITTED_AT)?.value;

describe("inferEpoch", () => {
  it("leaves the commit's time where the files bear it, to the precision of a zip", () => {
    expect(inferEpoch([tar(COMMITTED_AT)], COMMITTED_AT)).toBeNull();
    expect(inferEpoch([zip(COMMITTED_AT)], COMMITTED_AT + 1)).toBeNull();
    expect(inferEpoch([tar(COMMITTED_AT)], COMMITTED_AT + 1)).not.toBeNull();
    expect(inferEpoch([zip(1_580_601_600), tar(COMMITTED_AT)], COMMITTED_AT)).toBeNull();
  });

  it("takes the one time that all files bear", () => {
    expect(inferEpoch([tar(1_600_000_000)], COMMITTED_AT)).toEqual({
      value: "1600000000",
      evidence: "every file of a.tar.gz bears it",
    });
    expect(inferred(zip(1_580_601_600), tar(1_600_000_000))).toBe("1600000000");
  });

  it.each([0, 315_532_800, 499_162_500, 1_153_704_088, 1_451_606_400, 1_580_601_600])(
    "sets none where the files bear %d, which packers take by themselves",
    (time) => {
      expect(inferred(tar(time))).toBeNull();
    },
  );

  it("tells nothing by several times, by one before any zip, or by no archive", () => {
    const several = uploadOf("a.tar", [
      { path: "a", mtime: 1_600_000_000 },
      { path: "b", mtime: 1_600_000_001 },
    ]);
    expect(inferred(several)).toBeUndefined();
    expect(inferred(uploadOf("a", null))).toBeUndefined();
    expect(inferred(tar(5))).not.toBe("5");
  });
});
