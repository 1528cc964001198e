import { crc32, inflateRawSync } from "node:zlib";

/**
 * What any consumer can observe of a gzip file, read by nothing of ours: an oracle for tests, written from RFC 1952. It
 * masks the time, the system, the level hint, the claim of text and the header's checksum. Null: not one whole member.
 */
export function observedGzip(
  bytes: Uint8Array,
  observed: (content: Uint8Array) => string | null,
): string | null {
  const view = Buffer.from(bytes);
  if (view.length < 18 || view.readUInt16BE(0) !== 0x1f8b || view[2] !== 8) return null;
  const flags = view[3]!;
  if ((flags & 0xe0) !== 0) return null;
  let at = 10;
  const kept: string[] = [];
  if ((flags & 4) !== 0) {
    const end = at + 2 + view.readUInt16LE(at);
    kept.push(`extra ${view.subarray(at, end).toString("hex")}`);
    at = end;
  }
  for (const [bit, what] of [
    [8, "name"],
    [16, "comment"],
  ] as const) {
    if ((flags & bit) === 0) continue;
    const end = view.indexOf(0, at);
    if (end === -1) return null;
    kept.push(`${what} ${view.subarray(at, end).toString("hex")}`);
    at = end + 1;
  }
  if ((flags & 2) !== 0) {
    if (view.readUInt16LE(at) !== (crc32(view.subarray(0, at)) & 0xffff)) return null;
    at += 2;
  }
  const content = inflated(view.subarray(at, -8));
  if (content === null) return null;
  const isRight =
    view.readUInt32LE(view.length - 8) === crc32(content) &&
    view.readUInt32LE(view.length - 4) === content.length % 2 ** 32;
  const inside = isRight ? observed(content) : null;
  return inside === null ? null : JSON.stringify([kept, inside]);
}

/** The body, when the deflated stream takes all of these bytes. */
export function inflated(packed: Buffer): Buffer | null {
  try {
    const { buffer, engine } = inflateRawSync(packed, { info: true }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}
