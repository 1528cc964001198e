import type { ArchiveFiles } from "../app/ports.ts";
import type { Reading } from "../core/archive/model.ts";
import { newHasher } from "../core/digest.ts";
import { ArchiveError } from "../core/errors.ts";
import { CollectedBodies } from "./collected-bodies.ts";
import { openPlain, pieces } from "./plain-file.ts";
import { readFile } from "./strict-read.ts";

/** Archive files of this machine. Anything but a plain file of one name is refused before a byte is read. */
export const archiveFiles: ArchiveFiles = {
  async size(file) {
    await using opened = await openPlain(file);
    return opened.size;
  },

  async fingerprint(file, signal) {
    await using opened = await openPlain(file);
    const hasher = newHasher();
    await pieces(opened, file, signal, (bytes) => {
      hasher.update(bytes);
      return Promise.resolve();
    });
    return hasher.fingerprint();
  },

  async read(file, inside, limits, signal) {
    return (await readFile(file, { inside, sink: null }, limits, signal)).reading;
  },

  async pass(file, inside, sink, limits, signal) {
    return (await readFile(file, { inside, sink }, limits, signal)).reading;
  },

  async bodies(file, inside, paths, limit, limits, signal) {
    const collected = new CollectedBodies(paths, limit);
    const { reading } = await readFile(file, { inside, sink: collected }, limits, signal);
    assertRead(reading, file);
    return collected.bodies();
  },
};

/** Bodies count only if the archive around them can be read to its end. */
export function assertRead(reading: Reading, file: string): void {
  if (reading.kind !== "refused" && reading.kind !== "unsupported") return;
  throw new ArchiveError(reading.refusal.code, {
    expected: `an archive that can be read to its end in ${JSON.stringify(file)}`,
    found: reading.refusal.message,
    next: `See docs/archives.md#${reading.refusal.code}.`,
  });
}
