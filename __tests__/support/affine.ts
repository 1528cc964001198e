/**
 * A number of 32 bits for which `compute` gives zero; `compute` must be affine over single bits, as every CRC of a
 * number in place is. Null when there is none.
 */
export function rootOf(compute: (value: number) => number): number | null {
  const constant = compute(0) >>> 0;
  // Each row: bits of the result that an input bit flips, and which input bits were combined.
  const rows = Array.from({ length: 32 }, (_, bit) => ({
    image: (compute((1 << bit) >>> 0) ^ constant) >>> 0,
    bits: (1 << bit) >>> 0,
  }));
  let rest = constant;
  let root = 0;
  for (let bit = 31; bit >= 0; bit--) {
    const mask = (1 << bit) >>> 0;
    const at = rows.findIndex(({ image }) => (image & mask) !== 0);
    const [pivot] = at === -1 ? [] : rows.splice(at, 1);
    if (pivot === undefined) {
      if ((rest & mask) !== 0) return null;
      continue;
    }
    rows.forEach((row, index) => {
      if ((row.image & mask) === 0) return;
      rows[index] = {
        image: (row.image ^ pivot.image) >>> 0,
        bits: (row.bits ^ pivot.bits) >>> 0,
      };
    });
    if ((rest & mask) === 0) continue;
    rest = (rest ^ pivot.image) >>> 0;
    root = (root ^ pivot.bits) >>> 0;
  }
  return root;
}
