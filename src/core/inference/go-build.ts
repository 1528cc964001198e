/** What a Go program says of how it was built, in the words of `go version -m` (Go's package debug/buildinfo). */
export interface GoBuild {
  /** Such as `go1.24.1`. */
  readonly version: string;
  /** Import path of the main package. */
  readonly path: string;
  /** Build settings: flags with their hyphen, variables, and what the version control said. */
  readonly settings: ReadonlyMap<string, string>;
  /** Whether it bears a build id, which `-ldflags=-buildid=` takes away. */
  readonly hasBuildId: boolean;
  /** `-s` where it has no table of symbols, `-w` where it has no DWARF; null where the format was not looked into. */
  readonly stripped: readonly ("-s" | "-w")[] | null;
}

const MAGIC = latin1("\xff Go buildinf:");
/** Strings stand in the program itself, behind a header of this size; so since Go 1.18. */
const INLINE = 2;
const HEADER = 32;
/** Module data is wrapped in 16 bytes on each side, by which debuggers find it. */
const SENTINEL = 16;
/** Where the build id stands: Go itself looks no further. */
const HEAD = 32 * 1024;

/** null: no Go program, or one of before Go 1.18. */
export function goBuildOf(program: Uint8Array): GoBuild | null {
  for (let at = find(program, MAGIC, 0); at >= 0; at = find(program, MAGIC, at + 1)) {
    const [version, info] = at % 16 === 0 ? stringsAt(program, at) : [];
    if (version === undefined || info === undefined || !/^go\d/.test(version)) continue;
    return {
      version,
      ...moduleLines(info),
      hasBuildId: hasBuildId(program),
      stripped: stripped(program),
    };
  }
  return null;
}

function stringsAt(program: Uint8Array, at: number): readonly string[] {
  if (((program[at + MAGIC.length + 1] ?? 0) & INLINE) === 0) return [];
  const version = stringAt(program, at + HEADER);
  const info = version === null ? null : stringAt(program, version.end);
  return version === null || info === null ? [] : [version.text, info.text];
}

/** A length as an unsigned LEB128 number, and that many bytes. */
function stringAt(bytes: Uint8Array, at: number): { text: string; end: number } | null {
  let length = 0;
  let scale = 1;
  let next = at;
  for (;;) {
    const byte = bytes[next];
    if (byte === undefined || next - at > 4) return null;
    next += 1;
    length += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) break;
  }
  const end = next + length;
  return end > bytes.length ? null : { text: textOf(bytes.subarray(next, end)), end };
}

function moduleLines(wrapped: string): Pick<GoBuild, "path" | "settings"> {
  const settings = new Map<string, string>();
  let path = "";
  for (const line of wrapped.slice(SENTINEL, -SENTINEL).split("\n")) {
    const [kind, value = ""] = line.split("\t");
    if (kind === "path") path = value;
    if (kind !== "build") continue;
    const [, name = "", said = ""] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
    settings.set(name, unquoted(said));
  }
  return { path, settings };
}

/** Values with blanks and the like are Go's own string literals, which JSON's nearly are. */
function unquoted(value: string): string {
  if (/^`[^`]*`$/.test(value)) return value.slice(1, -1);
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}

/** In the first bytes: as text, or in a note of an ELF file. */
function hasBuildId(program: Uint8Array): boolean {
  const head = program.subarray(0, HEAD);
  const asText = find(head, latin1('\xff Go build ID: "'), 0) >= 0;
  return asText || find(head, latin1("\x04\0\0\0Go\0\0"), 0) >= 0;
}

/** Of 64-bit little-endian ELF files, by the names of their sections. */
function stripped(program: Uint8Array): GoBuild["stripped"] {
  if (find(program.subarray(0, 6), latin1("\x7fELF\x02\x01"), 0) !== 0) return null;
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  try {
    const table = Number(view.getBigUint64(40, true));
    const [size, count, names] = [58, 60, 62].map((at) => view.getUint16(at, true));
    if (size === undefined || count === undefined || names === undefined) return null;
    const texts = Number(view.getBigUint64(table + names * size + 24, true));
    const sections = Array.from({ length: count }, (_, at) => {
      const start = texts + view.getUint32(table + at * size, true);
      return textOf(program.subarray(start, program.indexOf(0, start)));
    });
    const lacks = (pattern: RegExp) => !sections.some((name) => pattern.test(name));
    return [
      ...(lacks(/^\.symtab$/) ? (["-s"] as const) : []),
      ...(lacks(/^\.z?debug_/) ? (["-w"] as const) : []),
    ];
  } catch {
    // A table that leads out of the file: nothing is known of it.
    return null;
  }
}

function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
