import { pathFromBytes } from "../path-bytes.ts";

/** A format that is known by name and has no reader yet. */
export interface UnreadFormat {
  readonly name: string;
  readonly code: "compressor-unsupported" | "container-unsupported";
}

interface Magic extends UnreadFormat {
  readonly offset: number;
  /** One latin1 char per byte. */
  readonly bytes: string;
}

function compressor(name: string, bytes: string): Magic {
  return { name, code: "compressor-unsupported", offset: 0, bytes };
}

function container(name: string, bytes: string, offset = 0): Magic {
  return { name, code: "container-unsupported", offset, bytes };
}

/**
 * Magic bytes of what people publish and no reader takes yet. An unequal file of these is `inconclusive`, where one
 * that nobody knows is `different`.
 */
const UNREAD: readonly Magic[] = [
  compressor("lzip", "LZIP"),
  compressor("lz4", "\x04\x22\x4d\x18"),
  compressor("lz4", "\x02\x21\x4c\x18"),
  compressor("lzop", "\x89LZO\0\r\n\x1a\n"),
  compressor("lrzip", "LRZI"),
  compressor("snappy", "\xff\x06\0\0sNaPpY"),
  compressor("compress", "\x1f\x9d"),
  compressor("pack", "\x1f\x1e"),
  compressor("lzma", "\x5d\0\0"),
  // Frames of zstd before 1.0, which its library can still read.
  ...Array.from("\x1e\x22\x23\x24\x25\x26\x27", (first) =>
    compressor("old zstd", first === "\x1e" ? "\xfd\x2f\xb5\x1e" : `${first}\xb5\x2f\xfd`),
  ),
  container("7z", "7z\xbc\xaf\x27\x1c"),
  container("rar", "Rar!\x1a\x07"),
  container("rpm", "\xed\xab\xee\xdb"),
  container("thin ar", "!<thin>\n"),
  container("cab", "MSCF\0\0\0\0"),
  container("installshield cab", "ISc("),
  container("msi", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  container("cpio", "070701"),
  container("cpio", "070702"),
  container("cpio", "070707"),
  container("cpio", "\xc7\x71"),
  container("cpio", "\x71\xc7"),
  container("xar", "xar!"),
  container("arj", "\x60\xea"),
  container("ace", "**ACE**", 7),
  container("zoo", "\xdc\xa7\xc4\xfd", 20),
  ...Array.from("01234567d", (method) => container("lha", `-lh${method}-`, 2)),
  container("wim", "MSWIM\0\0\0"),
  container("chrome extension", "Cr24"),
  container("apk of Alpine 3", "ADBd"),
  container("squashfs", "hsqs"),
  container("squashfs", "sqsh"),
  container("cramfs", "\x45\x3d\xcd\x28"),
  container("erofs", "\xe2\xe1\xf5\xe0", 1024),
  container("romfs", "-rom1fs-"),
  container("qcow2", "QFI\xfb"),
  container("vmdk", "KDMV"),
  container("vhdx", "vhdxfile"),
  container("flatpak", "flatpak\0"),
  // An AppImage is a program for the system's loader and an image behind it.
  container("AppImage", "AI\x01", 8),
  container("AppImage", "AI\x02", 8),
  container("iso", "CD001", 32769),
];

/** A disk image of macOS is known by the block it ends with. */
const DMG_TRAILER = "koly";
/** Bytes at the end of a file that are kept to recognise a format by its trailer. */
export const TRAILER_LENGTH = 512;

/** How many bytes tell every format; a shorter stream is judged by what it has. */
export const HEAD_LENGTH = 32774;

/** The unread format that begins like this, or null. */
export function unreadFormat(head: Uint8Array): UnreadFormat | null {
  for (const magic of UNREAD) {
    if (startsWith(head, magic.offset, magic.bytes)) return { name: magic.name, code: magic.code };
  }
  return null;
}

/** The unread format that ends like this, or null; `tail` is at most the last `TRAILER_LENGTH` bytes. */
export function unreadFormatByTail(tail: Uint8Array): UnreadFormat | null {
  return tail.length === TRAILER_LENGTH && startsWith(tail, 0, DMG_TRAILER)
    ? { name: "dmg", code: "container-unsupported" }
    : null;
}

/** Whether these latin1 chars stand at the offset. */
export function startsWith(bytes: Uint8Array, offset: number, text: string): boolean {
  return pathFromBytes(bytes.subarray(offset, offset + text.length)) === text;
}
