import { describe, expect, it } from "@jest/globals";
import {
  isPlainSemver,
  isPublicVersion,
  isScmVersion,
} from "../../../src/core/explain/versions.ts";

describe("isPublicVersion", () => {
  it.each(["1", "1.2.3", "2!1.0", "1.0a1", "1.0b2.post3.dev4", "1.0rc1", "20240131"])(
    "takes %s",
    (text) => {
      expect(isPublicVersion(text)).toBe(true);
    },
  );
  it.each([
    "",
    "v1",
    "1.0+local",
    "1.0-1",
    "1..0",
    "1.0 ",
    "1.0\n",
    "123456789",
    "1.1.1.1.1.1.1",
    "1.11111111.11111111.11111111.1111",
  ])("refuses %j", (text) => {
    expect(isPublicVersion(text)).toBe(false);
  });
});

describe("isScmVersion", () => {
  it.each(["1.2.3", "0.1.dev5+g1a2b3c4", "0.1.dev5+g1a2b3c4.d20240131", "1.2+d20240131"])(
    "takes %s",
    (text) => {
      expect(isScmVersion(text)).toBe(true);
    },
  );
  it.each([
    "1.2+",
    "1.2+text",
    "1.2+g12",
    "1.2+.d20240131",
    "1.2+g1a2b3c4.d2024",
    "x+g1a2b3c4",
    "1.2+g1a2b3c4.d20240131.x",
  ])("refuses %s", (text) => {
    expect(isScmVersion(text)).toBe(false);
  });
});

describe("isPlainSemver", () => {
  it("takes three numbers and nothing else", () => {
    expect(isPlainSemver("24.1.0")).toBe(true);
    for (const text of ["v24.1.0", "24.1", "24.1.0-rc.1", "24.1.0+x", "123456.1.0", "24.1.0\n"]) {
      expect(isPlainSemver(text)).toBe(false);
    }
  });
});
