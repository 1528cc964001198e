import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { binaryFormat } from "../../../src/core/excerpt/binary-format.ts";
import { byteExcerpt } from "../../../src/core/excerpt/byte-excerpt.ts";
import { EXCERPT_CAPS } from "../../../src/core/excerpt/excerpt.ts";
import { isReadable } from "../../../src/core/excerpt/readable.ts";
import { bytesOf, join, tarOf, zipOf } from "../../support/archives.ts";

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("the excerpt of two bodies that are no text", () => {
  it("shows both sides around the first unequal byte, from a multiple of sixteen on", () => {
    const body = new Uint8Array(200).map((_, at) => at);
    const other = body.map((byte, at) => (at === 100 ? 0xff : byte));
    const made = byteExcerpt({ upload: other, rebuilt: body });
    expect(made).toMatchObject({ kind: "bytes", offset: 100, start: 80 });
    if (made.kind !== "bytes") throw new Error("expected bytes");
    expect(made.rebuilt?.hex).toBe(Buffer.from(body.subarray(80, 144)).toString("hex"));
    expect(made.upload?.hex).toBe(Buffer.from(other.subarray(80, 144)).toString("hex"));
    expect(made.upload?.hex).toHaveLength(2 * EXCERPT_CAPS.window);
  });

  it("shows where a body goes on behind the end of the other", () => {
    const made = byteExcerpt({ upload: latin1("\0ab"), rebuilt: latin1("\0a") });
    expect(made).toMatchObject({
      offset: 2,
      start: 0,
      upload: { hex: "006162" },
      rebuilt: { hex: "0061" },
    });
  });

  it("shows the beginning of a file that one side alone has", () => {
    const png = latin1("\x89PNG\r\n\x1a\n");
    expect(byteExcerpt({ upload: png, rebuilt: null })).toEqual({
      kind: "bytes",
      offset: 0,
      start: 0,
      upload: { format: "PNG", hex: "89504e470d0a1a0a" },
      rebuilt: null,
    });
    expect(byteExcerpt({ upload: null, rebuilt: png })).toMatchObject({ upload: null });
  });
});

describe("the format of a body", () => {
  const exe = join("MZ", new Uint8Array(58), new Uint8Array([64, 0, 0, 0]), "PE\0\0");
  it.each<[string | null, Uint8Array]>([
    ["ELF", latin1("\x7fELF\x02\x01")],
    ["Mach-O", latin1("\xcf\xfa\xed\xfe")],
    ["Mach-O", latin1("\xfe\xed\xfa\xce")],
    ["Mach-O", latin1("\xca\xfe\xba\xbe\0\0\0\x02")],
    ["Java class", latin1("\xca\xfe\xba\xbe\0\0\0\x34")],
    ["PE", exe],
    [null, exe.subarray(0, 63)],
    [null, join(exe.subarray(0, 64), "PX\0\0")],
    ["WebAssembly", latin1("\0asm\x01\0\0\0")],
    ["compiled Python", latin1("\xa7\x0d\r\n\x01\0\0\0\0\0\0\0\0\0\0\0")],
    [null, latin1("\xa7\x0d\r\n\x04\0\0\0\0\0\0\0\0\0\0\0")],
    [null, latin1("\xa7\x0d\r\n\x01\0\0\0")],
    ["PNG", latin1("\x89PNG\r\n\x1a\n")],
    ["WebP", latin1("RIFF\0\0\0\0WEBP")],
    ["gettext catalogue", latin1("\xde\x12\x04\x95")],
    ["SQLite", latin1("SQLite format 3\0")],
    ["gzip", gzipSync("x")],
    ["xz", latin1("\xfd7zXZ\0")],
    ["zip", zipOf([{ path: "x" }])],
    ["tar", tarOf([{ path: "x" }])],
    [null, bytesOf("plain text")],
    [null, new Uint8Array()],
  ])("is %s", (format, body) => {
    expect(binaryFormat(body)).toBe(format);
  });
});

describe("a body", () => {
  it.each<[string, boolean, Uint8Array]>([
    ["of ASCII", true, bytesOf("#!/bin/sh\n\techo\r\n\f\u001b[0m")],
    ["of UTF-8 in another script", true, bytesOf("Привет, мир. ".repeat(20))],
    ["in Latin-1 with a few accents", true, latin1("caf\xe9 au lait, s'il vous pla\xeet")],
    ["that is empty", true, new Uint8Array()],
    ["with a NUL at its end", false, bytesOf(`${"text\n".repeat(30_000)}\0`)],
    ["of a known format without a NUL", false, latin1("%PDF-1.7 text")],
    ["of many controls", false, latin1("\x01\x02text".repeat(20))],
    ["of later controls", false, latin1("\x0e\x1ftext".repeat(20))],
    ["of deletes", false, latin1("\x7ftext".repeat(20))],
    ["of one control among many bytes", true, latin1(`\x01${"text".repeat(40)}`)],
    ["of many bytes that are no UTF-8", false, latin1("\xe9\xe8a".repeat(20))],
  ])("%s is shown as lines: %s", (_, readable, body) => {
    expect(isReadable(body)).toBe(readable);
  });
});
