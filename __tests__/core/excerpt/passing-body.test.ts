import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { byteExcerpt, cutExcerpt, partAround } from "../../../src/core/excerpt/byte-excerpt.ts";
import {
  BLOCK,
  BodyOutline,
  PassingSlice,
  type BodyTap,
} from "../../../src/core/excerpt/passing-body.ts";

/** Lets a body go by in pieces of this length; what is handed over is wiped afterwards. */
function pass(tap: BodyTap, body: Uint8Array, length: number): void {
  for (let at = 0; at < body.length; at += length) {
    const piece = body.slice(at, at + length);
    tap.push(piece);
    piece.fill(0xee);
  }
}

function excerptInPasses(upload: Uint8Array, rebuilt: Uint8Array, pieces: number) {
  const outlines = [new BodyOutline(), new BodyOutline()] as const;
  pass(outlines[0], upload, pieces);
  pass(outlines[1], rebuilt, pieces + 1);
  const { start, length } = partAround(outlines[0].firstUnequalBlock(outlines[1]));
  const cut = (body: Uint8Array, { head }: BodyOutline) => {
    const slice = new PassingSlice(start, length);
    pass(slice, body, pieces);
    return { head, from: start, bytes: slice.bytes() };
  };
  return cutExcerpt(cut(upload, outlines[0]), cut(rebuilt, outlines[1]));
}

const SIZE = 3 * BLOCK + 5;
const body = Uint8Array.from({ length: SIZE }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

function changed(at: number): Uint8Array {
  const other = body.slice();
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

describe("a body that is never held", () => {
  it.each([
    0,
    1,
    15,
    16,
    BLOCK - 1,
    BLOCK,
    BLOCK + 15,
    BLOCK + 17,
    2 * BLOCK - 1,
    3 * BLOCK,
    SIZE - 1,
  ])("gives the excerpt of one that is, for a difference at %i", (at) => {
    const whole = byteExcerpt({ upload: body, rebuilt: changed(at) });
    expect(whole).toMatchObject({ offset: at });
    expect(excerptInPasses(body, changed(at), 50_000)).toEqual(whole);
    expect(excerptInPasses(changed(at), body, SIZE)).toEqual(
      byteExcerpt({ upload: changed(at), rebuilt: body }),
    );
  });

  it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, SIZE - 1])(
    "gives it where one side ends after %i bytes",
    (length) => {
      const short = body.slice(0, length);
      const whole = byteExcerpt({ upload: short, rebuilt: body });
      expect(excerptInPasses(short, body, 4096)).toEqual(whole);
      const mirrored = byteExcerpt({ upload: body, rebuilt: short });
      expect(excerptInPasses(body, short, 4096)).toEqual(mirrored);
    },
  );

  it("gives it for two differences anywhere, whatever pieces it comes in", () => {
    const place = fc.nat(SIZE - 1);
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1000, max: SIZE }), (one, two, pieces) => {
        const other = changed(one);
        other[two] = 7;
        if (Buffer.compare(other, body) === 0) return;
        const whole = byteExcerpt({ upload: body, rebuilt: other });
        expect(excerptInPasses(body, other, pieces)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it("is known by its first bytes", () => {
    const png = body.slice();
    png.set(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    expect(excerptInPasses(png, body, 1000)).toMatchObject({
      upload: { format: "PNG" },
      rebuilt: { format: null },
    });
  });
});
