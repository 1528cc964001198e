import { isUtf8, type PathBytes } from "../../path-bytes.ts";
import { checkComposed, checkName, shown } from "../names.ts";
import type { Profile } from "../profile.ts";
import { refuse } from "../refusal.ts";
import { DESCRIBED_LATER, type CentralRecord, type ZipRecord } from "./zip-record.ts";

const ENCRYPTED = 0x0001;
const LEVEL = 0x0006;
const UTF8 = 0x0800;
const DEFLATE = 8;

/** The upper half of "made by". */
const UNIX = 3;

/** The rules that a local record must keep by itself. `offset` is where it starts. */
export function checkLocal(record: ZipRecord, profile: Profile | null, offset: number): void {
  checkFlags(record, offset);
  if ((record.flags & DESCRIBED_LATER) !== 0) checkDescribedLater(record, profile, offset);
  else if (record.method === 0 && record.packedSize !== record.size) {
    refuse("zip-size", offset, `${String(record.packedSize)} and ${String(record.size)} bytes`);
  }
  const { name } = record;
  const isDirectory = name.endsWith("/");
  checkName(isDirectory ? name.slice(0, -1) : name, offset);
  if (/[\x80-\xff]/.test(name) && ((record.flags & UTF8) === 0 || !isUtf8(name as PathBytes))) {
    refuse("zip-name-encoding", offset, shown(name));
  }
  // unzip cuts this off, as the version number of a file on VMS.
  if (/;[0-9]*$/.test(name)) refuse("zip-name-version", offset, shown(name));
  checkComposed(name, offset);
  if (isDirectory && record.size > 0) {
    refuse("zip-directory-data", offset, `${String(record.size)} bytes`);
  }
}

/** Zip64; deflate needs less. unzip leaves out what claims to need more than it knows. */
const NEWEST_NEEDED = 45;

function checkFlags({ flags, method, needed }: ZipRecord, offset: number): void {
  checkVersion(needed, offset);
  if ((flags & ENCRYPTED) !== 0) refuse("zip-encrypted", offset, "an encrypted member");
  if (method !== 0 && method !== DEFLATE) {
    refuse("zip-method", offset, `method ${String(method)}`);
  }
  // The level bits say something of deflate only; .NET leaves them on an empty file that it stores.
  const known = UTF8 | DESCRIBED_LATER | LEVEL;
  if ((flags & ~known) !== 0) refuse("zip-flags", offset, `flags 0x${flags.toString(16)}`);
}

function checkDescribedLater(record: ZipRecord, profile: Profile | null, offset: number): void {
  // Behind stored data Java's reader of streams stops, and others have to guess where the data ends.
  if (profile === "wheel" || record.method !== DEFLATE) {
    refuse("zip-data-descriptor", offset, "a data descriptor that is not allowed here");
  }
}

function checkVersion(needed: number, offset: number): void {
  if (needed > NEWEST_NEEDED) refuse("zip-version", offset, `version ${String(needed)}`);
}

/** The rules that a record of the directory must keep beside the member it lists; `at` is where it starts. */
export function checkAgreement(local: ZipRecord, central: CentralRecord, at: number): void {
  for (const key of ["name", "flags", "method", "stamp", "crc", "packedSize", "size"] as const) {
    if (local[key] !== central[key]) {
      const found = `${key} ${show(local[key])} and ${show(central[key])}`;
      refuse("zip-local-central-mismatch", at, found);
    }
  }
  checkVersion(central.needed, at);
  // unzip takes the name for one in the code page of the other system, whatever the mark says.
  if (/[\x80-\xff]/.test(central.name) && central.madeBy >>> 8 !== UNIX) {
    refuse("zip-name-encoding", at, `${shown(central.name)} made on another system`);
  }
}

function show(value: string | number): string {
  return typeof value === "string" ? shown(value) : String(value);
}
