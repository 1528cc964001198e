/**
 * A name as bytes, one char per byte (latin1): lossless, cheap as a Map key, sorts in byte order.
 * Never print one: `displayPath` does.
 */
export type PathBytes = string & { readonly __brand: "PathBytes" };

/** The name that these bytes spell; no rule is applied. */
export function pathFromBytes(bytes: Uint8Array): PathBytes {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    // `apply` takes any list of numbers, and is many times faster than spreading a typed array.
    const piece: ArrayLike<number> = bytes.subarray(at, at + 4096);
    text += String.fromCharCode.apply(null, piece as number[]);
  }
  return text as PathBytes;
}

/** The name that this text has as UTF-8. */
export function pathFromText(text: string): PathBytes {
  return pathFromBytes(new TextEncoder().encode(text));
}

/** The bytes of a name. */
export function pathToBytes(path: PathBytes): Uint8Array {
  const bytes = new Uint8Array(path.length);
  for (let at = 0; at < path.length; at++) bytes[at] = path.charCodeAt(at);
  return bytes;
}

/**
 * The name for people and for reports: UTF-8 where every byte belongs to valid UTF-8, otherwise each offending
 * byte as `\xNN`; a backslash is `\x5C`, so two different names never look alike here. Control and bidirectional
 * characters are left to the escape of each surface.
 */
export function displayPath(path: PathBytes): string {
  // Nearly every name: nothing to decode and nothing to escape.
  if (!/[\\\x80-\xff]/.test(path)) return path;
  const bytes = pathToBytes(path);
  let shown = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    const first = bytes[at] ?? 0;
    if (length === 0 || first === 0x5c) {
      shown += `\\x${first.toString(16).toUpperCase().padStart(2, "0")}`;
      at += 1;
    } else {
      // A byte order mark inside a name is one of its characters; a decoder would drop it.
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      shown += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return shown;
}

/** Whether the bytes of this name are valid UTF-8 (RFC 3629: no overlong form, no surrogate). */
export function isUtf8(path: PathBytes): boolean {
  const bytes = pathToBytes(path);
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Length of the valid UTF-8 sequence at this offset, 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length =
    first < 0x80
      ? 1
      : first < 0xc2
        ? 0
        : first < 0xe0
          ? 2
          : first < 0xf0
            ? 3
            : first < 0xf5
              ? 4
              : 0;
  if (length < 2) return length;
  if (at + length > bytes.length) return 0;
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(at, at + length),
    );
    return length;
  } catch {
    return 0;
  }
}

/** The letters A to Z in lower case, and every other byte as it is. */
export function lowerAscii(path: string): string {
  return path.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
