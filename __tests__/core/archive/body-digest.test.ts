import { describe, expect, it } from "@jest/globals";
import { BodyDigest } from "../../../src/core/archive/body-digest.ts";
import { sha256Hex } from "../../../src/core/digest.ts";

const bytes = Uint8Array.from({ length: 10 }, (_, at) => at);

/** The fingerprint of `bytes` in pieces that end here. */
function inPieces(...ends: readonly number[]) {
  const digest = new BodyDigest();
  let from = 0;
  for (const to of ends) {
    digest.update(bytes.subarray(from, to), to === bytes.length);
    from = to;
  }
  expect(digest.size).toBe(bytes.length);
  return digest.fingerprint();
}

describe("BodyDigest", () => {
  it.each([[[10]], [[5, 10]], [[0, 10]], [[1, 2, 10]], [[10, 10]]])(
    "is the same for pieces that end at %j",
    (ends) => {
      expect(inPieces(...ends)).toEqual({ size: 10, sha256: sha256Hex(bytes) });
    },
  );

  it("of nothing is that of no bytes", () => {
    const none = { size: 0, sha256: sha256Hex(new Uint8Array()) };
    expect(new BodyDigest().fingerprint()).toEqual(none);
  });
});
