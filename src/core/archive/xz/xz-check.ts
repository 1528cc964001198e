/** A check of the content (xz file format 1.2.1, section 2.1.1.2): its number, and the bytes it takes. */
export interface XzCheck {
  readonly name: "crc32" | "crc64" | "sha256";
  readonly id: number;
  readonly size: number;
}

/** Those that every decoder in use knows; "none" is not one, because then damage is content. */
const CHECKS: readonly XzCheck[] = [
  { name: "crc32", id: 1, size: 4 },
  { name: "crc64", id: 4, size: 8 },
  { name: "sha256", id: 10, size: 32 },
];

/** The check of this number, or null. */
export function xzCheckOf(id: number): XzCheck | null {
  return CHECKS.find((check) => check.id === id) ?? null;
}
