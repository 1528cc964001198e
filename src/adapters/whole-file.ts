import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { InputError } from "../core/errors.ts";

/**
 * The bytes of a small file that somebody named. The cap is on what is read, not on what the file system says of its
 * size. Throws `InputError`: `file-missing`, or `file-unusable` for a folder, a device, or more than `limit` bytes.
 */
export async function readWholeFile(
  file: string,
  limit: number,
  what: string,
): Promise<Uint8Array> {
  // Without O_NONBLOCK, opening a named pipe waits for its writer.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  await using handle = await open(file, flags).catch((cause: unknown) => {
    throw new InputError("file-missing", {
      expected: what,
      found: `${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
      next: "Check the path and its permissions.",
      cause,
    });
  });
  if (!(await handle.stat()).isFile()) throw unusable(file, what, "no plain file");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(1024 * 1024) });
    if (bytesRead === 0) return Buffer.concat(chunks);
    size += bytesRead;
    if (size > limit) throw unusable(file, what, `more than ${String(limit)} bytes`);
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function unusable(file: string, what: string, found: string): InputError {
  return new InputError("file-unusable", {
    expected: what,
    found: `${file}: ${found}`,
    next: "Pass the file itself.",
  });
}
