import { pathFromBytes, pathToBytes, type PathBytes } from "../../path-bytes.ts";
import { checkName, shown } from "../names.ts";
import { refuse } from "../refusal.ts";

/** Bytes of a member's header (ar(5)), and of what every archive begins with. */
export const AR_HEADER = 60;
/** What every archive begins with. */
export const AR_MAGIC = "!<arch>\n";

/** What ends a header. */
const HEADER_END = "`\n";
const NAME = 16;
/** What dpkg writes above the permission bits. */
const REGULAR = 0o100000;

/** One member's header. */
export interface ArHeader {
  readonly path: PathBytes;
  /** GNU ar ends a name with a slash, BSD's and dpkg's with the field. */
  readonly hasSlash: boolean;
  readonly mtime: number;
  readonly uid: number;
  readonly gid: number;
  /** Permission bits. */
  readonly mode: number;
  /** Whether the mode says "regular file", which dpkg writes and GNU ar leaves out. */
  readonly hasType: boolean;
  readonly size: number;
}

/** Reads a whole header, which stands at `offset`. */
export function parseArHeader(bytes: Uint8Array, offset: number): ArHeader {
  const text = pathFromBytes(bytes);
  if (text.slice(58) !== HEADER_END) refuse("ar-header", offset + 58, shown(text.slice(58)));
  const number = (from: number, to: number, base: 8 | 10): number =>
    numberOf(text.slice(from, to), base, offset + from);
  const name = nameOf(text.slice(0, NAME), offset);
  const whole = number(40, 48, 8);
  const type = whole & ~0o7777;
  if (type !== 0 && type !== REGULAR) {
    refuse("ar-number", offset + 40, `mode ${whole.toString(8)}`);
  }
  return {
    ...name,
    mtime: number(16, 28, 10),
    uid: number(28, 34, 10),
    gid: number(34, 40, 10),
    mode: whole & 0o7777,
    hasType: type === REGULAR,
    size: number(48, 58, 10),
  };
}

/** Symbol tables and long names are members of special names, which each dialect has of its own. */
function nameOf(field: string, offset: number): Pick<ArHeader, "path" | "hasSlash"> {
  const full = field.replace(/ +$/, "");
  const hasSlash = full.endsWith("/");
  const name = hasSlash ? full.slice(0, -1) : full;
  // `#1/` alone is a long name of no length for 7-Zip, and `#1` for the others.
  if (name === "" || /[ /]/.test(name) || full === "#1/" || name === "__.SYMDEF") {
    refuse("ar-name", offset, shown(field));
  }
  checkName(name, offset);
  return { path: name as PathBytes, hasSlash };
}

function numberOf(field: string, base: 8 | 10, offset: number): number {
  const [digits = ""] = field.split(" ", 1);
  const grammar = base === 8 ? /^(?:0|[1-7][0-7]*)$/ : /^(?:0|[1-9][0-9]*)$/;
  if (!grammar.test(digits) || digits !== field.trimEnd()) {
    refuse("ar-number", offset, shown(field));
  }
  return Number.parseInt(digits, base);
}

/** The header that is read as this. */
export function serialiseArHeader(header: ArHeader): Uint8Array {
  const { path, hasSlash, mtime, uid, gid, mode, hasType, size } = header;
  const text = [
    (hasSlash ? `${path}/` : path).padEnd(NAME),
    String(mtime).padEnd(12),
    String(uid).padEnd(6),
    String(gid).padEnd(6),
    (mode | (hasType ? REGULAR : 0)).toString(8).padEnd(8),
    String(size).padEnd(10),
    HEADER_END,
  ];
  return pathToBytes(text.join("") as PathBytes);
}
