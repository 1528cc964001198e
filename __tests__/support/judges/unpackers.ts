import type { ArchiveModel } from "../../../src/core/archive/model.ts";
import { extracting } from "./extraction.ts";
import type { Judge } from "./judge.ts";

/** GNU tar. Owners are left out, because only root could restore them. */
export const gnuTar: Judge = extracting({
  name: "GNU tar",
  probe: ["tar", "--version"],
  command: (file) => `tar -xof ${file}`,
});

/** libarchive on tar. */
export const bsdtar: Judge = extracting({
  name: "bsdtar",
  probe: ["bsdtar", "--version"],
  command: (file) => `bsdtar -xof ${file}`,
});

/** BusyBox tar, which is told of gzip because not every build looks for it. */
export const busyboxTar: Judge = extracting({
  name: "BusyBox tar",
  probe: ["busybox", "tar", "--help"],
  declines: ({ entries }, complaint) =>
    entries.some(({ fields }) => fields.get("tar.magic") === "v7") &&
    complaint.includes("invalid tar magic")
      ? "it reads no header without magic"
      : undefined,
  command: (file, isGzip) => `busybox tar -x${isGzip ? "z" : ""}of ${file}`,
});

/** 7-Zip leaves out links that lead to links or to their own folder, harmless or not, with an error. */
function doubtsLinks({ entries }: ArchiveModel, complaint: string): string | undefined {
  const links = entries.filter(({ type }) => type === "symlink");
  if (links.length > 1 && complaint.includes("Dangerous link via another link was ignored")) {
    return "it leaves out links that lead to links";
  }
  const dotted = links.some(({ linkTarget }) => /(^|\/)\.\.?(\/|$)/.test(linkTarget ?? ""));
  return dotted && complaint.includes("Dangerous link path was ignored")
    ? "it leaves out links with a part of dots"
    : undefined;
}

/** Without it, links with `..` are left out with an error, those that stay inside included. */
const ALL_LINKS = "-snld";

/** 7-Zip on tar; off the gzip first, which it takes for an archive of its own. */
export const sevenZipTar: Judge = extracting({
  name: "7-Zip",
  probe: ["7z", "i"],
  isRooted: true,
  declines: doubtsLinks,
  command: (file, isGzip) =>
    isGzip
      ? `7z x -so -bd ${file} 2>../gunzip.told | 7z x -y -bd -ttar -si ${ALL_LINKS}`
      : `7z x -y -bd -ttar ${ALL_LINKS} ${file}`,
});

/** Info-ZIP's unzip. */
export const unzip: Judge = extracting({
  name: "unzip",
  probe: ["unzip", "-v"],
  declines: ({ entries }) => (entries.length === 0 ? "it calls an empty zip an error" : undefined),
  command: (file) => `unzip -qq -o ${file}`,
});

/** libarchive on zip, which begins at the end of the file. */
export const bsdtarZip: Judge = extracting({
  name: "bsdtar on zip",
  probe: ["bsdtar", "--version"],
  declines: ({ entries }, complaint) =>
    entries.some(
      (entry) =>
        entry.packed !== null && entry.packed.size > (entry.linkTarget?.length ?? Infinity),
    ) && complaint.includes("Read error skipping symlink target name")
      ? "it cannot skip a target that deflate made longer"
      : undefined,
  command: (file) => `bsdtar -xof ${file}`,
});

/** libarchive on a zip that comes through a pipe, so that it has to begin at the front. */
export const bsdtarPipe: Judge = extracting({
  name: "bsdtar on zip from a pipe",
  probe: ["bsdtar", "--version"],
  sight: { symlinks: "files" },
  command: (file) => `cat ${file} | bsdtar -xof -`,
});

/** BusyBox unzip, which begins at the end of the file, too. */
export const busyboxUnzip: Judge = extracting({
  name: "BusyBox unzip",
  probe: ["busybox", "unzip", "--help"],
  declines: ({ entries }, complaint) =>
    entries.some(({ type, packed }) => type === "symlink" && packed !== null) &&
    complaint.includes("compressed symlink is not supported")
      ? "it has no way to create a link whose target is deflated"
      : undefined,
  command: (file) => `busybox unzip -q -o ${file}`,
});

/** 7-Zip on zip. */
export const sevenZip: Judge = extracting({
  name: "7-Zip on zip",
  probe: ["7z", "i"],
  declines: doubtsLinks,
  command: (file) => `7z x -y -bd -tzip ${ALL_LINKS} ${file}`,
});
