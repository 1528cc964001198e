import { belowTop, type UploadTraits } from "../inference/upload-traits.ts";

/** Names of files that are made of other files of a release, or by what no preset runs, and what they are. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /\.(?:asc|sig|minisig|sigstore(?:\.json)?|intoto\.jsonl|att)$/i,
    "a signature or an attestation",
  ],
  [
    /(?:^|[._-])(?:sha\d+|md5|b2)(?:sums?)?(?:\.txt)?$|^checksums(?:\.txt)?$/i,
    "a list of checksums",
  ],
  [/\.(?:spdx|cdx|sbom)(?:\.(?:json|xml))?$/i, "a bill of materials"],
  [/\.(?:deb|udeb|rpm|apk|snap|flatpak|appimage)$/i, "a package of an operating system"],
  [/\.(?:dmg|pkg|msi|msix|appx|iso|img|qcow2|vmdk|ova)$/i, "an installer or a disk image"],
];

/** What an upload is that no preset builds from a commit; null for everything else. */
export function notApplicable(upload: UploadTraits): string | null {
  if (isContainerImage(upload)) return "a container image";
  return KINDS.find(([pattern]) => pattern.test(upload.name))?.[1] ?? null;
}

/** By the reader's word, or as `docker save` without a layout writes them: a manifest at the top, beside layers. */
function isContainerImage(upload: UploadTraits): boolean {
  if (upload.isImage || /\.(?:oci|sif)$/i.test(upload.name)) return true;
  if (upload.archive?.format !== "tar") return false;
  const paths = upload.archive.entries.map(({ path }) => belowTop(upload, path));
  return (
    paths.includes("manifest.json") &&
    paths.some((path) => /^(?:[0-9a-f]{64}\/layer\.tar|[0-9a-f]{64}\.json)$/.test(path))
  );
}
