import { Header, Pax } from "tar";
import type { PackedMember, PackPlan } from "../app/ports.ts";
import { InputError } from "../core/errors.ts";
import { displayPath, isUtf8, pathToBytes } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";

const BLOCK = 512;
const TYPES = {
  file: "File",
  directory: "Directory",
  symlink: "SymbolicLink",
  hardlink: "Link",
} as const;

/** A tar in POSIX ustar form, with a PAX header only for what that cannot say; owners 0 without names. */
export async function* tarOf(plan: PackPlan): AsyncGenerator<Uint8Array> {
  const prefix = plan.rootPrefix ? "./" : "";
  for (const member of plan.members) {
    yield head(member, prefix);
    if (member.type !== "file") continue;
    const body = await plan.body(member.path);
    yield body;
    if (body.length % BLOCK > 0) yield new Uint8Array(BLOCK - (body.length % BLOCK));
  }
  yield new Uint8Array(2 * BLOCK);
}

function head(member: PackedMember, prefix: string): Uint8Array {
  const { type, linkTarget } = member;
  const name = member.path === "." ? "./" : prefix + text(member.path);
  const target = linkTarget === null ? "" : text(linkTarget);
  const values = {
    path: type === "directory" && !name.endsWith("/") ? `${name}/` : name,
    linkpath: type === "hardlink" ? prefix + target : target,
    mode: member.mode,
    uid: 0,
    gid: 0,
    uname: "",
    gname: "",
    size: member.size,
    mtime: new Date(member.mtime * 1000),
    type: TYPES[type],
  };
  const header = new Header(values);
  if (!header.encode()) return header.block ?? missingBlock();
  const { path, linkpath } = values;
  const pax = paxMember(new Pax({ path, ...(target === "" ? {} : { linkpath }) }).encodeBody());
  return Buffer.concat([pax, header.block ?? missingBlock()]);
}

/** The member that holds PAX records. Unlike the one that the tar package makes, all numbers of its header are there. */
function paxMember(records: string): Uint8Array {
  const body = Buffer.from(records);
  const header = new Header({
    path: "PaxHeader",
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: body.length,
    mtime: new Date(0),
    type: "ExtendedHeader",
  });
  header.encode();
  const padding = new Uint8Array((BLOCK - (body.length % BLOCK)) % BLOCK);
  return Buffer.concat([header.block ?? missingBlock(), body, padding]);
}

function missingBlock(): never {
  throw new TypeError("the tar package encoded a header without a block");
}

/** The name as text, because the tar package takes nothing else. */
function text(path: PathBytes): string {
  if (isUtf8(path)) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(pathToBytes(path));
  throw new InputError("file-unusable", {
    expected: "names in UTF-8",
    found: displayPath(path),
    next: "Rename the file in the archive's source and pack it there.",
  });
}
