import { createHash } from "node:crypto";
import { gzipOf, tarOf } from "./archives.ts";
import type { Bytes, GzipOptions, TarEntry } from "./archives.ts";

export interface GemParts {
  /** Files of the gem. */
  readonly files?: readonly TarEntry[];
  readonly metadata?: string;
  /** How the two members are packed. */
  readonly gzip?: GzipOptions;
  readonly mtime?: number;
  /** Changes the text of the checksums after it was made. */
  readonly checksums?: (text: string) => string;
  /** Changes the members after their checksums were made. */
  readonly members?: (members: readonly TarEntry[]) => readonly TarEntry[];
}

/** The checksums of these members as RubyGems writes them. */
export function checksumsOf(
  members: readonly (readonly [name: string, body: Bytes])[],
  algorithms: readonly string[] = ["SHA256", "SHA512"],
): string {
  const section = (algorithm: string) =>
    members.map(([name, body]) => {
      const digest = createHash(algorithm.toLowerCase()).update(body).digest("hex");
      return `  ${name}: ${digest}\n`;
    });
  return `---\n${algorithms.map((name) => `${name}:\n${section(name).join("")}`).join("")}`;
}

/** A gem as RubyGems packs it: a tar of metadata, data and the checksums of the two. */
export function gemOf(parts: GemParts = {}): Uint8Array {
  const { files = [{ path: "lib/x.rb", body: "x" }], metadata = "--- !ruby/object\n" } = parts;
  const packed = [
    ["metadata.gz", gzipOf(metadata, parts.gzip)],
    ["data.tar.gz", gzipOf(tarOf(files), parts.gzip)],
  ] as const;
  const text = checksumsOf(packed);
  const mtime = parts.mtime ?? 0;
  const members: readonly TarEntry[] = [
    ...packed.map(([path, body]) => ({ path, body, mode: 0o444, mtime })),
    {
      path: "checksums.yaml.gz",
      body: gzipOf(parts.checksums?.(text) ?? text),
      mode: 0o444,
      mtime,
    },
  ];
  return tarOf(parts.members?.(members) ?? members);
}
