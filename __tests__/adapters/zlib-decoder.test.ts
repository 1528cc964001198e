import { describe, expect, it } from "@jest/globals";
import { deflateRawSync } from "node:zlib";
import { openInflate } from "../../src/adapters/inflate.ts";

/** What a decoder gives for all of its input, each piece as `look` sees it while it holds. */
async function decode<T>(packed: Uint8Array, look: (piece: Uint8Array) => T): Promise<T[]> {
  const decoder = openInflate();
  const seen: T[] = [];
  for (const output of [decoder.write(packed), decoder.finish()]) {
    for await (const piece of output) seen.push(look(piece));
  }
  decoder.close();
  return seen;
}

describe("a decoder of zlib", () => {
  const body = Buffer.from(Array.from({ length: 200_000 }, (_, at) => `${String(at)}\n`).join(""));

  it("gives back the memory of a piece when the next one is asked for, and so holds no more than one", async () => {
    const pieces = await decode(deflateRawSync(body), (piece) => ({ piece, was: piece.length }));
    const large = pieces.filter(({ was }) => was === 256 * 1024);
    expect(large.length).toBeGreaterThan(3);
    for (const { piece } of large) expect(piece.length).toBe(0);
  });

  it("leaves buffers alone that others may use", async () => {
    const small = Buffer.from("a few bytes");
    const neighbours = Array.from({ length: 50 }, (_, at) =>
      Buffer.from(`neighbour ${String(at)}`),
    );
    await decode(deflateRawSync(small), (piece) => piece.length);
    expect(neighbours.map(String)).toEqual(neighbours.map((_, at) => `neighbour ${String(at)}`));
  });

  it("gives pieces of which a slice is a copy, and which are the whole together", async () => {
    const copies = await decode(deflateRawSync(body), (piece) => piece.slice());
    expect(Buffer.concat(copies)).toEqual(body);
  });
});
