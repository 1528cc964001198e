import { appendFile, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { create, extract, list } from "tar";

/** The file of the package that git ignores: it is generated, and only in the tarball. */
export const IGNORED_FILE = "package/man/rebuild-gate.1";

/** A comment in the language of manual pages; it does nothing. */
const MARKER = '.\\" SYNTHETIC-MARKER: a line that no commit has\n';

/**
 * A twin of the tarball with one more line in a generated, git-ignored file: the shape of the xz backdoor's trigger,
 * without its content. Returns its path in `folder`; the name is the same.
 */
export async function tamperedTwin(tarball: string, folder: string): Promise<string> {
  const unpacked = join(folder, "unpacked");
  await mkdir(unpacked, { recursive: true });
  const members: string[] = [];
  await list({ file: tarball, onReadEntry: (entry) => members.push(entry.path) });
  await extract({ file: tarball, cwd: unpacked, strict: true });
  await appendFile(join(unpacked, IGNORED_FILE), MARKER);
  const twin = join(folder, basename(tarball));
  const mtime = new Date("1985-10-26T08:15:00Z");
  await create({ file: twin, cwd: unpacked, gzip: { level: 9 }, portable: true, mtime }, members);
  return twin;
}
