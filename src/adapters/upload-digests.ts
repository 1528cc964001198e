import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { UploadReader } from "../app/ports.ts";
import { InputError, InterruptedError } from "../core/errors.ts";

/**
 * Size and digests of a file from one pass over one open file, so that all of them are about the same bytes.
 * Links are followed: the digest speaks of what was read, whatever it was called.
 */
export function uploadReader(): UploadReader {
  return {
    async digests(file, signal) {
      await using handle = await open(file, "r").catch((cause: unknown) => {
        throw new InputError("file-missing", {
          expected: "an upload that can be read",
          found: file,
          next: "Check the path.",
          cause,
        });
      });
      if (!(await handle.stat()).isFile()) {
        throw new InputError("file-unusable", {
          expected: "a regular file",
          found: file,
          next: "Pass the file itself, not its folder.",
        });
      }
      const sha256 = createHash("sha256");
      const sha512 = createHash("sha512");
      let size = 0;
      for await (const chunk of handle.createReadStream({
        autoClose: false,
      }) as AsyncIterable<Buffer>) {
        if (signal.aborted) throw interrupted(file);
        size += chunk.length;
        sha256.update(chunk);
        sha512.update(chunk);
      }
      return {
        name: basename(file),
        size,
        sha256: sha256.digest("hex"),
        sha512: sha512.digest("hex"),
      };
    },
  };
}

function interrupted(file: string): InterruptedError {
  return new InterruptedError("interrupted", {
    expected: `the whole of ${basename(file)}`,
    found: "a request to stop",
    next: "Start again.",
  });
}
