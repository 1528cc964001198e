import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import {
  join,
  zipEnd,
  zipExtra,
  zipOf,
  type RawZipRecord,
  type ZipEntry,
  type ZipOptions,
} from "../archives.ts";
import { changedParts, fewChanges, type Change } from "./changes.ts";
import { latin1Bytes, linkTarget, name } from "./names.ts";

/** An extra field by id and data (one char per byte). */
type ExtraRecipe = readonly [id: number, data: string];

interface MemberRecipe {
  readonly name: string;
  readonly kind: "file" | "directory" | "symlink";
  readonly size: number;
  readonly target: string;
  readonly method: "stored" | "deflate";
  readonly level: number;
  /** What the body says, where it is not dull: things that a reader from the front could take for records. */
  readonly content: "" | "zip" | "descriptor" | "end";
  readonly late: "no" | "signed" | "sized" | "unsigned" | "wide";
  /** A zip64 field that says again what the local record says. */
  readonly repeats: boolean;
  readonly host: number;
  readonly version: number;
  readonly needed: number;
  readonly mode: number;
  readonly mtime: number;
  /** General purpose flags besides those that follow from the rest. */
  readonly flags: number;
  readonly extraLocal: readonly ExtraRecipe[];
  readonly extraCentral: readonly ExtraRecipe[];
  readonly comment: string;
  /** A number that one record has and the other has not. */
  readonly raw: readonly ["local" | "central", keyof RawZipRecord, number] | null;
  readonly without: "local" | "central" | null;
}

/** A zip that is right or almost, as a value that fast-check can shrink and print. */
export interface ZipRecipe {
  readonly members: readonly MemberRecipe[];
  readonly comment: string;
  readonly frame:
    "" | "prefix" | "suffix" | "gap" | "behind" | "count" | "end twice" | "inside comment";
  readonly changes: readonly Change[];
}

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T, weight: number): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });

const TIME = "\0\xf1\x53\x65";

const extra: fc.Arbitrary<ExtraRecipe> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom<ExtraRecipe[]>(
      [0x5455, `\x01${TIME}`],
      [0x5455, `\x03${TIME}${TIME}`],
      [0x5455, `\x03${TIME}`],
      [0x7875, "\x01\x04\xe8\x03\0\0\x04\xe8\x03\0\0"],
      [0x7875, "\x01\x02\xe8\x03\x01\0"],
      [0x000a, `\0\0\0\0\x01\0\x18\0${"\0\x80\x3e\xd5\xde\xb1\x9d\x01".repeat(3)}`],
      [0xcafe, ""],
      [0x5855, `${TIME}${TIME}`],
      [0x5855, `${TIME}${TIME}\xe8\x03\xe8\x03`],
      [0x7855, "\xe8\x03\xe8\x03"],
      [0x7855, ""],
      [0xa220, "\x28\xa0\0\0\0\0"],
      [0xd935, "\x04\0\0\0"],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<ExtraRecipe[]>(
      [0x0001, "\x05\0\0\0\0\0\0\0\x05\0\0\0\0\0\0\0"],
      [0x0001, ""],
      [0x7075, "\x01\0\0\0\0S"],
      [0x6375, "\x01\0\0\0\0c"],
      [0x9901, "\x02\0AE\x03\x08\0"],
      [0x5855, `${TIME}${TIME}`],
      [0x756e, "\0\0\0\0\xff\xa1\0\0\0\0\0\0\0\0S"],
      [0x0065, "\0\0\0\0"],
      [0xa220, "\x28\xa0\0\0"],
      [0xd935, "\x04\0"],
      [0x0000, ""],
      [0x5455, "\x08"],
      [0x7855, "\xe8\x03\xe8\x03"],
      [0x4b50, "\x03\x04"],
    ),
  },
);

const member: fc.Arbitrary<MemberRecipe> = fc.record({
  name,
  kind: fc.constantFrom("file", "file", "file", "directory", "symlink"),
  size: fc.constantFrom(5, 0, 1, 900, 70_000),
  target: linkTarget,
  method: fc.constantFrom("deflate", "stored"),
  level: fc.constantFrom(6, 0, 1, 9),
  late: fc.oneof(
    { weight: 16, arbitrary: fc.constant("no" as const) },
    { weight: 3, arbitrary: fc.constant("signed" as const) },
    { weight: 2, arbitrary: fc.constantFrom("wide" as const, "sized" as const) },
    { weight: 1, arbitrary: fc.constant("unsigned" as const) },
  ),
  content: sometimes<MemberRecipe["content"]>(fc.constantFrom("zip", "descriptor", "end"), "", 8),
  repeats: sometimes(fc.constant(true), false, 12),
  host: fc.oneof(
    { weight: 6, arbitrary: fc.constant(3) },
    { weight: 3, arbitrary: fc.constantFrom(0, 19, 10, 7, 11, 14) },
    { weight: 1, arbitrary: fc.nat(255) },
  ),
  version: fc.constantFrom(20, 30, 63, 0, 10, 45),
  needed: sometimes(fc.constantFrom(10, 45, 10, 45, 46, 63, 0), 20, 6),
  mode: sometimes(fc.nat(0o7777), 0o644, 2),
  mtime: fc.constantFrom(315532800, 1_700_000_000, 4_354_819_198),
  flags: sometimes(fc.constantFrom(2, 4, 6, 0x800, 0x808, 1, 0x20, 0x2000, 0x4000), 0, 20),
  extraLocal: sometimes(fc.array(extra, { minLength: 1, maxLength: 2 }), [], 3),
  extraCentral: sometimes(fc.array(extra, { minLength: 1, maxLength: 2 }), [], 3),
  comment: sometimes(
    fc.constantFrom("c", "gr\xc3\xb6\xc3\x9fe", "PK\x05\x06", "\0", "a\nb"),
    "",
    12,
  ),
  raw: sometimes<MemberRecipe["raw"]>(
    fc.tuple(
      fc.constantFrom("local" as const, "central" as const),
      fc.constantFrom(
        "crc",
        "size",
        "packedSize",
        "flags",
        "method",
        "time",
        "date",
        "needed",
        "madeBy",
        "disk",
        "internal",
        "external",
        "offset",
      ),
      fc.oneof(
        fc.constantFrom(0, 1, 5, 8, 0x10, 0x20, 0x0314, 0xffff, 0xffffffff),
        fc.constantFrom(0o100644 * 65536, 0o040755 * 65536, 0o120777 * 65536, 0o060644 * 65536),
      ),
    ),
    null,
    25,
  ),
  without: sometimes<MemberRecipe["without"]>(fc.constantFrom("local", "central"), null, 150),
});

/** Recipes of zips; about half of what they make is accepted. */
export const zipRecipe: fc.Arbitrary<ZipRecipe> = fc.record({
  members: fc.uniqueArray(member, {
    minLength: 1,
    maxLength: 4,
    selector: (made) => made.name.toLowerCase().split("/")[0] ?? "",
  }),
  comment: sometimes(
    fc.constantFrom(
      "c",
      "a".repeat(40),
      "PK\x05\x06",
      "PK\x03\x04",
      "\0".repeat(22),
      "x\ny",
      "\xff",
    ),
    "",
    7,
  ),
  frame: sometimes<ZipRecipe["frame"]>(
    fc.constantFrom("prefix", "suffix", "gap", "behind", "count", "end twice", "inside comment"),
    "",
    25,
  ),
  changes: fewChanges,
});

/** The bytes of the zip, damaged as the recipe says. */
export function zipBytes(recipe: ZipRecipe): Uint8Array {
  const bytes = zipOf(recipe.members.map(entryOf), frameOf(recipe));
  return changedParts(recordsOf(bytes), recipe.changes);
}

// eslint-disable-next-line no-control-regex -- as the format has them
const SIGNATURES = /PK(?:\x03\x04|\x01\x02|\x05\x06|\x06\x06|\x06\x07)/g;

/** Cut where a signature stands, so that the records can be moved about; a signature in a body cuts, too. */
function recordsOf(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString("latin1");
  const starts = [...text.matchAll(SIGNATURES)].map(({ index }) => index);
  const cuts = [...new Set([0, ...starts, bytes.length])];
  return cuts.slice(1).map((end, at) => bytes.subarray(cuts[at], end));
}

function frameOf({ comment, frame }: ZipRecipe): ZipOptions {
  const inner = zipOf([{ path: "S", body: "inside" }]);
  switch (frame) {
    case "":
      return { comment: latin1Bytes(comment) };
    case "prefix":
      return { prefix: "#!/bin/sh\n" };
    case "suffix":
      return { suffix: "s" };
    case "gap":
      return { beforeDirectory: "gap" };
    case "behind":
      return { afterDirectory: "behind" };
    case "count":
      return { end: { count: 1, countHere: 1 } };
    case "end twice":
      return { suffix: zipEnd(0, 0, 0) };
    case "inside comment":
      return { comment: inner };
  }
}

/** What a record of a zip looks like, told by its place alone. */
const CONTENTS: Readonly<Record<MemberRecipe["content"], Uint8Array>> = {
  "": new Uint8Array(0),
  zip: zipOf([{ path: "S", body: "inside" }]),
  descriptor: latin1Bytes("PK\x07\x08\0\0\0\0\x05\0\0\0\x05\0\0\0PK\x01\x02"),
  end: zipEnd(0, 0, 0),
};

function bodyOf({ kind, size, content, target }: MemberRecipe): Uint8Array {
  if (kind === "symlink") return latin1Bytes(target);
  if (kind === "directory") return new Uint8Array(0);
  return content === "" ? latin1Bytes("y".repeat(size)) : CONTENTS[content];
}

function entryOf(recipe: MemberRecipe): ZipEntry {
  const { kind, raw, without } = recipe;
  // Nobody can tell where a stored body ends that is described later; for that there are tests.
  const method = recipe.late === "no" ? recipe.method : "deflate";
  const path = latin1Bytes(kind === "directory" ? `${recipe.name}/` : recipe.name);
  const body = bodyOf(recipe);
  const packed = method === "stored" ? body : deflateRawSync(body, { level: recipe.level });
  const { flags, late, ...local } = describedAs(recipe, body.length, packed.length);
  const unicode = path.some((byte) => byte > 127) ? 0x800 : 0;
  const both = { needed: recipe.needed, flags: recipe.flags | unicode | flags };
  const again = recipe.repeats && recipe.late === "no" ? zip64Of(body.length, packed.length) : "";
  return {
    path,
    body,
    packed,
    ...(kind === "symlink" ? { type: "symlink" } : {}),
    method,
    host: kind === "symlink" ? 3 : recipe.host,
    version: recipe.version,
    mode: recipe.mode,
    mtime: recipe.mtime,
    descriptor: recipe.late !== "no",
    ...(late === null ? {} : { descriptorBytes: late(crc32(body)) }),
    extraLocal: join(extras(recipe.extraLocal), again, local.extra ?? ""),
    extraCentral: extras(recipe.extraCentral),
    local: { ...both, ...local.sizes, ...rawOf(raw, "local") },
    central: { ...both, comment: latin1Bytes(recipe.comment), ...rawOf(raw, "central") },
    ...(without === null ? {} : { without }),
  };
}

interface Description {
  readonly flags: number;
  readonly late: ((crc: number) => Uint8Array) | null;
  readonly sizes?: RawZipRecord;
  readonly extra?: Uint8Array;
}

/** What stands in front of the data and behind it, as the kinds of writers to a pipe do. */
function describedAs({ late }: MemberRecipe, size: number, packed: number): Description {
  switch (late) {
    case "no":
      return { flags: 0, late: null };
    case "signed":
      return { flags: 8, late: null };
    case "sized":
      return { flags: 8, late: null, sizes: { size } };
    case "unsigned":
      return { flags: 8, late: (crc) => join(little(crc, 4), little(packed, 4), little(size, 4)) };
    case "wide":
      return {
        flags: 8,
        late: (crc) => join("PK\x07\x08", little(crc, 4), little(packed, 8), little(size, 8)),
        sizes: { size: 0xffffffff, packedSize: 0xffffffff },
        extra: zip64Of(0, 0),
      };
  }
}

function zip64Of(size: number, packed: number): Uint8Array {
  return zipExtra(1, join(little(size, 8), little(packed, 8)));
}

function little(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Math.floor(value / 256 ** at) % 256);
}

function extras(recipes: readonly ExtraRecipe[]): Uint8Array {
  return join(...recipes.map(([id, data]) => zipExtra(id, latin1Bytes(data))));
}

function rawOf(raw: MemberRecipe["raw"], where: "local" | "central"): RawZipRecord {
  return raw?.[0] === where ? { [raw[1]]: raw[2] } : {};
}
