import { utf8Text } from "../explain/text.ts";
import { binaryFormat } from "./binary-format.ts";

/** How much of a body is looked at to tell text from other bytes. */
const LOOKED_AT = 8 * 1024;
/** Of so many bytes one may be a control that texts do not have. */
const PER_CONTROL = 100;
/** Of so many bytes one may be outside of ASCII where the body is no UTF-8. */
const PER_STRANGER = 4;

/**
 * Whether a body is to be shown as lines: no NUL, no known format, few controls, and UTF-8 or at least mostly ASCII.
 * Whoever makes a text unreadable gets it shown as bytes, never left out.
 */
export function isReadable(body: Uint8Array): boolean {
  if (binaryFormat(body) !== null) return false;
  const text = utf8Text(body);
  // A search in a string is native, and many times faster than one in bytes.
  if (text === null ? body.includes(0) : text.includes("\0")) return false;
  const head = body.subarray(0, LOOKED_AT);
  let controls = 0;
  let strangers = 0;
  for (const byte of head) {
    if (byte >= 0x80) strangers += 1;
    else if (byte < 0x20 || byte === 0x7f) controls += Number(isControl(byte));
  }
  if (controls * PER_CONTROL > head.length) return false;
  return strangers * PER_STRANGER <= head.length || text !== null;
}

/** A control that texts do not have: all but tab to carriage return, and the escape of terminals. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && (byte < 9 || byte > 13) && byte !== 0x1b) || byte === 0x7f;
}
