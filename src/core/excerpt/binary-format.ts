import { startsWith, unreadFormat } from "../archive/format.ts";
import { formatOf } from "../archive/registry.ts";

interface Magic {
  readonly name: string;
  readonly offset: number;
  /** One latin1 char per byte. */
  readonly bytes: string;
}

function magic(name: string, bytes: string, offset = 0): Magic {
  return { name, offset, bytes };
}

/** First bytes of formats that are worth naming to whoever looks at a difference; archives have a registry of their own. */
const MAGICS: readonly Magic[] = [
  magic("ELF", "\x7fELF"),
  magic("Mach-O", "\xfe\xed\xfa\xce"),
  magic("Mach-O", "\xfe\xed\xfa\xcf"),
  magic("Mach-O", "\xce\xfa\xed\xfe"),
  magic("Mach-O", "\xcf\xfa\xed\xfe"),
  magic("WebAssembly", "\0asm"),
  magic("Dalvik bytecode", "dex\n"),
  magic("LLVM bitcode", "BC\xc0\xde"),
  magic("PNG", "\x89PNG\r\n\x1a\n"),
  magic("JPEG", "\xff\xd8\xff"),
  magic("GIF", "GIF8"),
  magic("WebP", "WEBP", 8),
  magic("PDF", "%PDF-"),
  magic("WOFF", "wOFF"),
  magic("WOFF2", "wOF2"),
  magic("OpenType", "OTTO"),
  magic("TrueType", "\0\x01\0\0"),
  magic("SQLite", "SQLite format 3\0"),
  magic("gettext catalogue", "\xde\x12\x04\x95"),
  magic("gettext catalogue", "\x95\x04\x12\xde"),
];

/** Oldest class file version (JVM specification, section 4.1); a universal binary never has as many parts. */
const FIRST_CLASS_VERSION = 45;

/** What a body is by its first bytes, `PNG`, `Java class`; null when they are those of no known format. */
export function binaryFormat(body: Uint8Array): string | null {
  const archive = formatOf(body)?.id ?? unreadFormat(body)?.name;
  if (archive !== undefined) return archive;
  const known = MAGICS.find(({ offset, bytes }) => startsWith(body, offset, bytes));
  if (known !== undefined) return known.name;
  if (startsWith(body, 0, "\xca\xfe\xba\xbe")) {
    return (body[7] ?? 0) >= FIRST_CLASS_VERSION ? "Java class" : "Mach-O";
  }
  if (isPortableExecutable(body)) return "PE";
  return isCompiledPython(body) ? "compiled Python" : null;
}

/** The DOS header gives the place of the PE signature (PE format, "MS-DOS Stub"). */
function isPortableExecutable(body: Uint8Array): boolean {
  if (!startsWith(body, 0, "MZ") || body.length < 64) return false;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return startsWith(body, view.getUint32(60, true), "PE\0\0");
}

/** Two bytes of version, CR LF, then flags below 4 (PEP 552); Python 3.7 and later. */
function isCompiledPython(body: Uint8Array): boolean {
  if (body.length < 16 || !startsWith(body, 2, "\r\n")) return false;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return view.getUint32(4, true) < 4;
}
