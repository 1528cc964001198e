import type {
  ArchiveModel,
  CompressorLayer,
  Entry,
  EntryType,
  Reading,
  Refusal,
} from "../../src/core/archive/model.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import type { Fingerprint } from "../../src/core/digest.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import type { SourceFile, SourceFileMode, SourceTree } from "../../src/core/source-tree.ts";

/** Digest and size of a text. */
export function printOf(text: string): Fingerprint {
  const bytes = new TextEncoder().encode(text);
  return { size: bytes.length, sha256: sha256Hex(bytes) };
}

export interface EntryLiteral {
  readonly path: string;
  readonly type?: EntryType;
  readonly body?: string;
  readonly mode?: number | null;
  readonly mtime?: number;
  readonly target?: string;
  readonly packed?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** An entry from a literal; a file unless it has a target. */
export function entryOf(literal: EntryLiteral): Entry {
  const type = literal.type ?? (literal.target === undefined ? "file" : "symlink");
  const body = type === "file" ? printOf(literal.body ?? "") : null;
  return {
    path: pathFromText(literal.path),
    type,
    mode: literal.mode === undefined ? 0o644 : literal.mode,
    size: body?.size ?? 0,
    sha256: body?.sha256 ?? null,
    linkTarget: literal.target === undefined ? null : pathFromText(literal.target),
    mtime: literal.mtime ?? 1_700_000_000,
    packed: literal.packed === undefined ? null : printOf(literal.packed),
    fields: new Map(Object.entries(literal.fields ?? {})),
  };
}

export interface ArchiveLiteral {
  readonly format?: "tar" | "zip" | "ar";
  readonly entries: readonly EntryLiteral[];
  readonly fields?: Readonly<Record<string, string>>;
  /** gzip around it, with these fields; `packed` overrides what stands for the compressed stream. */
  readonly gzip?: Readonly<Record<string, string>>;
  readonly packed?: string;
  /** Stands for bytes that no model shows. */
  readonly hidden?: string;
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member instanceof Map
      ? Object.fromEntries(
          [...(member as Map<string, unknown>)].sort(([one], [other]) => (one < other ? -1 : 1)),
        )
      : member,
  );
}

/** A reading whose digests follow from what it says, as those of a lossless reader do. */
export function archiveOf(literal: ArchiveLiteral): Reading & { readonly kind: "archive" } {
  const entries = literal.entries.map(entryOf);
  const fields = new Map(Object.entries(literal.fields ?? {}));
  const content = printOf(`${textOf([entries, fields])}${literal.hidden ?? ""}`);
  const archive: ArchiveModel = { format: literal.format ?? "tar", fields, entries, content };
  const layers: CompressorLayer[] =
    literal.gzip === undefined
      ? []
      : [
          {
            format: "gzip",
            fields: new Map(Object.entries(literal.gzip)),
            packed: printOf(literal.packed ?? `deflated ${content.sha256}`),
          },
        ];
  const file = layers.length === 0 ? content : printOf(textOf(layers));
  return { kind: "archive", file, layers, archive };
}

/** A file that is no archive. */
export function opaqueOf(
  body: string,
  gzip?: Readonly<Record<string, string>>,
): Reading & { readonly kind: "opaque" } {
  const content = printOf(body);
  if (gzip === undefined) return { kind: "opaque", file: content, layers: [], content };
  const layers: CompressorLayer[] = [
    {
      format: "gzip",
      fields: new Map(Object.entries(gzip)),
      packed: printOf(`deflated ${body}`),
    },
  ];
  return { kind: "opaque", file: printOf(textOf(layers)), layers, content };
}

/** A file that its reader refused. */
export function refusedOf(body: string, refusal: Partial<Refusal> = {}): Reading {
  return {
    kind: "refused",
    file: printOf(body),
    format: "tar",
    refusal: { code: "tar-checksum", offset: 512, message: "the sum is wrong", ...refusal },
  };
}

/** A container that has no reader. */
export function unsupportedOf(body: string): Reading {
  return {
    kind: "unsupported",
    file: printOf(body),
    format: "xz",
    refusal: { code: "compressor-unsupported", offset: 0, message: "xz has no reader" },
  };
}

/** A commit's tree from path and text; a value may give the mode, too. */
export function treeOf(
  files: Readonly<Record<string, string | readonly [SourceFileMode, string]>>,
): SourceTree {
  const index = new Map(
    Object.entries(files).map(([path, value]) => {
      const [mode, text] = typeof value === "string" ? (["100644", value] as const) : value;
      const { size, sha256 } = printOf(text);
      const file: SourceFile = {
        mode,
        objectId: "1".repeat(40),
        sha256: mode === "160000" ? null : sha256,
        size,
      };
      return [pathFromText(path), file] as const;
    }),
  );
  return {
    repository: "https://example.org/project.git",
    objectFormat: "sha1",
    commit: "c".repeat(40),
    tree: "7".repeat(40),
    treeSha256: printOf("tree").sha256,
    committedAt: 1_700_000_000,
    files: index,
  };
}
