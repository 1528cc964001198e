import type { ArchiveModel } from "../archive/model.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";

/** Options of GNU tar that an archive shows, each with what shows it. */
export interface InferredTarOptions {
  /** One word per option, none of which needs quoting. */
  readonly options: readonly string[];
  readonly evidence: string;
}

/**
 * What the packer told GNU tar beyond the defaults: one time for all, names in order, nobody's numbers. null where the
 * archive shows none of it. Times, order and owners are in no file, so a wrong guess changes none.
 */
export function tarOptionsOf({
  archive,
  memberTime,
  name,
}: UploadTraits): InferredTarOptions | null {
  if (archive?.format !== "tar" || archive.entries.length < 2) return null;
  const options = [
    ...(memberTime === null || memberTime < 0 ? [] : [`--mtime=@${String(memberTime)}`]),
    ...(isSorted(archive) ? ["--sort=name"] : []),
    ...(isNobodys(archive) ? ["--owner=0", "--group=0", "--numeric-owner"] : []),
  ];
  return options.length === 0 ? null : { options, evidence: `times, order and owners in ${name}` };
}

/** As `--sort=name` does it: folder by folder, each by the bytes of its names. */
function isSorted({ entries }: ArchiveModel): boolean {
  const keys = entries.map(({ path }) => path.replace(/\/$/, "").replaceAll("/", "\0"));
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? "") < key);
}

function isNobodys({ entries }: ArchiveModel): boolean {
  return entries.every(
    ({ fields }) =>
      fields.get("tar.uid") === "0" &&
      fields.get("tar.gid") === "0" &&
      fields.get("tar.uname") === undefined,
  );
}
