import type { Difference } from "../difference.ts";
import { perArchive } from "../per-archive.ts";
import type { Account, Rule } from "../rule.ts";

/** Same content, other compressed bytes: another compressor, version or level. */
export const deflateRule: Rule = {
  id: "deflate",
  codes: ["compression-layout", "entry-compression"],
  explain(difference) {
    const sizes =
      difference.finding.code === "entry-compression"
        ? memberSizes(difference)
        : streamSizes(difference);
    return sizes === null ? null : accountOf(sizes, difference);
  },
};

interface Sizes {
  readonly upload: number;
  readonly rebuilt: number;
  /** Bytes after decompressing; null when that differs too. */
  readonly content: number | null;
}

function accountOf({ upload, rebuilt, content }: Sizes, difference: Difference): Account {
  const sizes = `${String(upload)} bytes in the upload, ${String(rebuilt)} in the rebuild`;
  if (content === null) {
    return {
      because: `The compressed bytes differ because what they hold does: ${sizes}.`,
      remedy: "Look at the other findings of this archive; this one follows from them.",
      complete: false,
    };
  }
  return {
    because: `The compressor differs, not the content: ${sizes}; decompressed, ${String(content)} equal bytes on both sides.`,
    remedy: remedyFor(difference),
    complete: true,
  };
}

function memberSizes({ upload, other }: Difference): Sizes | null {
  const here = upload.entry?.packed;
  const there = other.entry?.packed;
  // The comparison speaks of a member's packing only where its bytes are equal.
  if (!here || !there) return null;
  return { upload: here.size, rebuilt: there.size, content: upload.entry.size };
}

function streamSizes({ at }: Difference): Sizes | null {
  const here = at.uploadLayers[0];
  const there = at.rebuiltLayers[0];
  if (here === undefined || there === undefined) return null;
  const equal = at.uploadContent?.sha256 === at.rebuiltContent?.sha256;
  const content = equal ? (at.uploadContent?.size ?? null) : null;
  return { upload: here.packed.size, rebuilt: there.packed.size, content };
}

function remedyFor({ at, around }: Difference): string {
  const archive = at.upload ?? around.upload;
  const packer = archive === null ? null : packerOf(archive);
  const publish = "publish the digest of the decompressed content beside the file";
  if (packer === "npm") {
    return `npm compresses with the zlib inside Node: pack with the Node version that made the upload, or ${publish}.`;
  }
  return packer === "python"
    ? `Python compresses with the zlib it was built with: build with the same Python, or ${publish}.`
    : `Pin the compressor's version and level, or ${publish}.`;
}

const packerOf = perArchive(({ entries }): "npm" | "python" | null => {
  const names = entries.map((entry): string => entry.path);
  if (names.includes("package/package.json")) return "npm";
  return names.some((name) => /(^|\/)(PKG-INFO|METADATA)$/.test(name)) ? "python" : null;
});
