/** One DER element: tag, minimal length, content (X.690). */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

/** A SEQUENCE. */
export function sequence(...content: readonly Uint8Array[]): Buffer {
  return element(0x30, ...content);
}

/** DER sorts the elements of a SET by their encoding. */
export function setOf(...content: readonly Buffer[]): Buffer {
  return element(0x31, ...[...content].sort((a, b) => Buffer.compare(a, b)));
}

/** A constructed element of the context class. */
export function context(number: number, ...content: readonly Uint8Array[]): Buffer {
  return element(0xa0 | number, ...content);
}

/** A non-negative INTEGER. */
export function integer(value: number | Uint8Array): Buffer {
  const bytes = typeof value === "number" ? hexBytes(value) : Buffer.from(value);
  const padded = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return element(0x02, padded);
}

function hexBytes(value: number): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): readonly number[] {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest % 128) | 0x80);
  }
  return bytes;
}

/** An OCTET STRING. */
export function octets(content: Uint8Array): Buffer {
  return element(0x04, content);
}

/** A BIT STRING; `unused` low bits of its last byte do not count. */
export function bits(content: Uint8Array, unused = 0): Buffer {
  return element(0x03, Buffer.from([unused]), content);
}

/** A UTF8String. */
export function utf8(text: string): Buffer {
  return element(0x0c, Buffer.from(text, "utf8"));
}

/** BOOLEAN true. */
export const TRUE: Buffer = element(0x01, Buffer.from([0xff]));
/** NULL. */
export const NULL: Buffer = element(0x05);

/** `YYYYMMDDHHMMSSZ`, whole seconds. */
export function generalizedTime(time: Date): Buffer {
  const text = time.toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return element(0x18, Buffer.from(`${text}Z`, "latin1"));
}

/** Certificates must use UTCTime until 2049 (RFC 5280 section 4.1.2.5). */
export function utcTime(time: Date): Buffer {
  const text = time.toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return element(0x17, Buffer.from(`${text}Z`, "latin1"));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = hexBytes(length);
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}
