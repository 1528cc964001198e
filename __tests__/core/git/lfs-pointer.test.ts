import { describe, expect, it } from "@jest/globals";
import { isLfsPointer, parseLfsPointer } from "../../../src/core/git/lfs-pointer.ts";

const OID = "ab".repeat(32);
const FIRST = "version https://git-lfs.github.com/spec/v1\n";

function parse(text: string): unknown {
  return parseLfsPointer(Buffer.from(text, "latin1"));
}

describe("parseLfsPointer", () => {
  it("reads what a pointer names", () => {
    expect(parse(`${FIRST}oid sha256:${OID}\nsize 12\n`)).toEqual({ sha256: OID, size: 12 });
    expect(parse(`${FIRST}oid sha256:${OID}\nsize 0\n`)).toEqual({ sha256: OID, size: 0 });
  });

  it.each([
    ["another digest", `${FIRST}oid sha512:${OID}\nsize 12\n`],
    ["a short digest", `${FIRST}oid sha256:${OID.slice(1)}\nsize 12\n`],
    ["upper case", `${FIRST}oid sha256:${OID.toUpperCase()}\nsize 12\n`],
    ["no size", `${FIRST}oid sha256:${OID}\n`],
    ["a size with a sign", `${FIRST}oid sha256:${OID}\nsize -1\n`],
    ["a size beyond exact numbers", `${FIRST}oid sha256:${OID}\nsize ${"9".repeat(16)}\n`],
    ["an extension", `${FIRST}ext-0-foo sha256:${OID}\noid sha256:${OID}\nsize 12\n`],
    ["a further line", `${FIRST}oid sha256:${OID}\nsize 12\nx y\n`],
    ["no end of line", `${FIRST}oid sha256:${OID}\nsize 12`],
  ])("names nothing with %s", (_, text) => {
    expect(isLfsPointer(Buffer.from(text))).toBe(true);
    expect(parse(text)).toBeNull();
  });

  it("reads no other text, and no long one", () => {
    expect(parse(`x${FIRST}oid sha256:${OID}\nsize 12\n`)).toBeNull();
    const other = FIRST.replace("v1", "v2");
    expect(parse(`${other}oid sha256:${OID}\nsize 12\n`)).toBeNull();
    expect(isLfsPointer(Buffer.from(FIRST.padEnd(1024, "x")))).toBe(false);
  });
});
