import { describe, expect, it } from "@jest/globals";
import { parsePax } from "../../../../src/core/archive/tar/tar-pax.ts";
import { refusalOf } from "../../../../src/core/archive/refusal.ts";
import { bytesOf } from "../../../support/archives.ts";

/** `code@offset` of the refusal of these records, or what they say. */
function parsed(body: string): string | readonly (readonly [string, string])[] {
  try {
    return [...parsePax(bytesOf(body), 512)];
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return `${refusal.code}@${String(refusal.offset)}`;
  }
}

const name = "n".repeat(11);
const right = `20 path=${name}\n`;

describe("parsePax", () => {
  it("reads records by their lengths", () => {
    expect(parsed(`${right}9 uid=12\n`)).toEqual([
      ["path", name],
      ["uid", "12"],
    ]);
  });

  it.each([
    ["the sign behind 9 for a digit", `1: path=${name}\n`, 512],
    ["a zero in front", `020 path=${name}`.slice(0, 19) + "\n", 512],
    ["no space behind the length", `20\tpath=${name}\n`, 512],
    ["no length behind a line end", `${right} uid=1\n`, 532],
    ["a length that ends behind the body", `21 path=${name}\n`, 512],
    ["a length that ends before the line does", `19 path=${name}\n`, 512],
  ])("refuses %s", (_, body, offset) => {
    expect(parsed(body)).toBe(`tar-pax-record-length@${String(offset)}`);
  });

  it.each(["atime", "mtime"])("refuses a number in %s that loses digits", (key) => {
    const record = (value: string): string => `${String(key.length + 21)} ${key}=${value}\n`;
    expect(parsed(record("9007199254740991"))).toEqual([[key, "9007199254740991"]]);
    expect(parsed(record("9007199254740992"))).toBe("tar-pax-value@512");
  });

  it.each(["uid", "gid"])(
    "refuses a %s of more than 32 bits, which GNU tar calls an error",
    (key) => {
      expect(parsed(`18 ${key}=4294967295\n`)).toEqual([[key, "4294967295"]]);
      expect(parsed(`18 ${key}=4294967296\n`)).toBe("tar-pax-value@512");
    },
  );
});
