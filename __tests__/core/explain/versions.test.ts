import { describe, expect, it } from "@jest/globals";
import {
  isPublicVersion,
  isSameVersion,
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
    "01",
    "1.010",
    "0!1.0",
    "1.0a01",
    "1.0.post01",
    "1.0.dev01",
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
    "1.2+g1a2b3c4d20240131z",
    "1.2+g1a2b3c4.d20241331",
    "1.2+d20240132",
    "x+g1a2b3c4",
    "1.2+g1a2b3c4.d20240131.x",
  ])("refuses %s", (text) => {
    expect(isScmVersion(text)).toBe(false);
  });
});

describe("isSameVersion", () => {
  it.each([
    ["1", "1.0"],
    ["1.0", "1.0.0"],
    ["2!1.0.0a1", "2!1a1"],
    ["1.0.post1", "1.post1"],
    ["1.0.dev0", "1.dev0"],
    ["1.0+g1a2b3c4", "1+g1a2b3c4"],
    ["10", "10"],
  ])("takes %s for %s", (a, b) => {
    expect(isSameVersion(a, b)).toBe(true);
  });
  it.each([
    ["1.0", "10"],
    ["1.0.1", "1.1"],
    ["1", "1.dev0"],
    ["1!1.0", "1.0"],
    ["10.0", "1.0"],
    ["1.0.10", "1.0.1"],
  ])("takes %s for another version than %s", (a, b) => {
    expect(isSameVersion(a, b)).toBe(false);
  });
});
