import { manifestParsers } from "../../src/adapters/manifest-parsers.ts";
import type { ArchiveModel, Entry, Reading } from "../../src/core/archive/model.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { uploadTraits, type UploadTraits } from "../../src/core/inference/upload-traits.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { Project } from "../../src/core/presets/project.ts";

export const COMMIT = "a".repeat(40);
export const COMMITTED_AT = 1_700_000_000;

/** A project whose files have these texts, with the real parsers. */
export function projectOf(texts: Readonly<Record<string, string>>): Project {
  return new Project(
    {
      paths: new Set(Object.keys(texts)),
      texts: new Map(Object.entries(texts)),
      commit: COMMIT,
      committedAt: COMMITTED_AT,
    },
    manifestParsers,
  );
}

/** A member of an upload: its path, and what is not as usual. */
export interface Member {
  readonly path: string;
  readonly mode?: number;
  readonly mtime?: number;
  readonly type?: Entry["type"];
  /** What it says, for a preset that asks. */
  readonly text?: string;
}

/** Fields of the container and of the compressor around it. */
export interface Packing {
  readonly format?: ArchiveModel["format"];
  readonly fields?: Readonly<Record<string, string>>;
  readonly gzip?: Readonly<Record<string, string>>;
}

/** What the strict reader would tell of an upload with these members. */
export function uploadOf(
  name: string,
  members: readonly Member[] | null,
  { format = "tar", fields = {}, gzip }: Packing = {},
): UploadTraits {
  const file = { size: name.length, sha256: sha256Hex(new TextEncoder().encode(name)) };
  const metadata = new Map(
    (members ?? []).flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]])),
  );
  const reading: Reading =
    members === null
      ? { kind: "opaque", file, layers: [], content: file }
      : {
          kind: "archive",
          file,
          layers:
            gzip === undefined
              ? []
              : [{ format: "gzip", fields: new Map(Object.entries(gzip)), packed: file }],
          archive: {
            format,
            fields: new Map(Object.entries(fields)),
            content: file,
            entries: members.map(({ path, mode = 0o644, mtime = COMMITTED_AT, type = "file" }) => ({
              path: pathFromText(path),
              type,
              mode,
              size: 1,
              sha256: file.sha256,
              linkTarget: null,
              mtime,
              packed: null,
              fields: new Map(),
            })),
          },
        };
  return uploadTraits(name, reading, metadata);
}

/** Code and message of what a function throws; `none` where it throws nothing. */
export function thrown(act: () => unknown): string {
  try {
    act();
    return "none";
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}
