import { crc32, deflateRawSync } from "node:zlib";
import type { PackedMember, PackPlan } from "../app/ports.ts";
import { InputError } from "../core/errors.ts";
import { displayPath, pathToBytes } from "../core/path-bytes.ts";

/** Unix, format 2.0; what deflate and folders need (APPNOTE 4.4.2 and 4.4.3). */
const MADE_BY = 3 * 256 + 20;
const NEEDED = 20;
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const UTF8 = 0x800;
const DEFLATED = 8;
const FOLDER = 0x10;
const TYPE_BITS = { file: 0o100000, directory: 0o040000, symlink: 0o120000 } as const;
const MOST_MEMBERS = 0xffff;
const MOST_BYTES = 0xffffffff;

/** What both records of a member say. */
interface Facts {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly packed: Uint8Array;
  readonly size: number;
  readonly external: number;
  readonly offset: number;
}

/** A zip without extra fields, comments and data descriptors; what needs zip64 is refused. */
export async function* zipOf(plan: PackPlan): AsyncGenerator<Uint8Array> {
  if (plan.members.length >= MOST_MEMBERS) throw tooLarge(`${String(plan.members.length)} members`);
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const member of plan.members) {
    const facts = await factsOf(member, plan, offset);
    const local = record(0x04034b50, facts, false);
    yield local;
    yield facts.packed;
    offset += local.length + facts.packed.length;
    if (offset >= MOST_BYTES) throw tooLarge(`4 GiB at ${displayPath(member.path)}`);
    central.push(record(0x02014b50, facts, true));
  }
  const directory = Buffer.concat(central);
  yield directory;
  yield fields(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [central.length, 2],
    [central.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  );
}

async function factsOf(member: PackedMember, plan: PackPlan, offset: number): Promise<Facts> {
  const { path, type, mode, linkTarget } = member;
  if (type === "hardlink") throw new TypeError("a zip has no hard links");
  const folder = type === "directory";
  const name = Buffer.from(pathToBytes(path));
  const body =
    type === "file"
      ? await plan.body(path)
      : linkTarget === null
        ? new Uint8Array()
        : pathToBytes(linkTarget);
  if (body.length >= MOST_BYTES) throw tooLarge(`4 GiB in ${displayPath(path)}`);
  const deflated = deflateRawSync(body, { level: 9 });
  // An EPUB's type must be readable in place, and so is what deflate would not make smaller.
  const isStored = type !== "file" || path === "mimetype" || deflated.length >= body.length;
  return {
    name: folder ? Buffer.concat([name, Buffer.from("/")]) : name,
    flags: name.every((byte) => byte < 0x80) ? 0 : UTF8,
    method: isStored ? 0 : DEFLATED,
    ...dosTime(member.mtime),
    crc: crc32(body),
    packed: isStored ? body : deflated,
    size: body.length,
    external: (TYPE_BITS[type] | mode) * 0x10000 + (folder ? FOLDER : 0),
    offset,
  };
}

/** The local record of a member, or its record in the central directory (APPNOTE 4.3.7 and 4.3.12). */
function record(signature: number, facts: Facts, isCentral: boolean): Uint8Array {
  const { flags, method, time, date, crc, packed, size, name, external, offset } = facts;
  const head = fields(
    [signature, 4],
    ...(isCentral ? ([[MADE_BY, 2]] as const) : []),
    [NEEDED, 2],
    [flags, 2],
    [method, 2],
    [time, 2],
    [date, 2],
    [crc, 4],
    [packed.length, 4],
    [size, 4],
    [name.length, 2],
    [0, 2],
  );
  const tail = isCentral ? fields([0, 2], [0, 2], [0, 2], [external, 4], [offset, 4]) : fields();
  return Buffer.concat([head, tail, name]);
}

function fields(...values: readonly (readonly [value: number, bytes: number])[]): Uint8Array {
  const length = values.reduce((sum, [, bytes]) => sum + bytes, 0);
  const buffer = Buffer.alloc(length);
  let at = 0;
  for (const [value, bytes] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

/** UTC in the format of DOS, which counts pairs of seconds from 1980 on (APPNOTE 4.4.6). */
function dosTime(mtime: number): { readonly time: number; readonly date: number } {
  const at = new Date(mtime * 1000);
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

function tooLarge(found: string): InputError {
  return new InputError("file-unusable", {
    expected: "a zip of fewer than 65,535 members and 4 GiB",
    found,
    next: "Pack archives of this size with the tool that made them.",
  });
}
