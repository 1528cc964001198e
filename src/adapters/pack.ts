import { createWriteStream } from "node:fs";
import { link, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PackCompressor, Packer, PackPlan, StagedFile } from "../app/ports.ts";
import type { ContainerFormat } from "../core/archive/model.ts";
import { GateError, InputError, RemoteError } from "../core/errors.ts";
import { arOf } from "./pack-ar.ts";
import { gzipped } from "./pack-gzip.ts";
import { tarOf } from "./pack-tar.ts";
import { zipOf } from "./pack-zip.ts";
import { zstdPacked } from "./pack-zstd.ts";
import { throwIfAborted } from "./stream-driver.ts";

/** Archives in one form only, written beside their place and moved there when they are whole. */
export const packer: Packer = { stage, pack };

const CONTAINERS: Readonly<Record<ContainerFormat, (plan: PackPlan) => AsyncIterable<Uint8Array>>> =
  {
    tar: tarOf,
    zip: zipOf,
    ar: arOf,
  };

type Compress = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

const COMPRESSORS: Readonly<Record<PackCompressor, Compress>> = {
  gzip: gzipped,
  zstd: zstdPacked,
  async *xz(source) {
    const { xzPacked } = await import("./pack-xz.ts");
    yield* xzPacked(source);
  },
};

async function stage(output: string, replace: boolean): Promise<StagedFile> {
  const target = path.resolve(output);
  const folder = await mkdtemp(path.join(path.dirname(target), ".rebuild-gate-")).catch(
    (cause: unknown) => {
      throw diskFailed(target, cause);
    },
  );
  const file = path.join(folder, path.basename(target));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return {
    file,
    async publish() {
      try {
        // A link is made only where the name is free, a rename takes whatever is there.
        await (replace ? rename(file, target) : link(file, target));
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException;
        throw code === "EEXIST" || code === "EISDIR" ? taken(target) : diskFailed(target, cause);
      }
      await remove();
    },
    [Symbol.asyncDispose]: remove,
  };
}

async function pack(file: string, plan: PackPlan, signal: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  const bytes = CONTAINERS[plan.format](plan);
  const source = plan.compressor === null ? bytes : COMPRESSORS[plan.compressor](bytes);
  try {
    await pipeline(
      Readable.from(source, { objectMode: false }),
      createWriteStream(file, { flags: "wx", flush: true }),
      { signal },
    );
  } catch (cause) {
    throwIfAborted(signal);
    throw cause instanceof GateError ? cause : diskFailed(file, cause);
  }
}

function taken(target: string): InputError {
  return new InputError("output-exists", {
    expected: `a free name at ${JSON.stringify(target)}`,
    found: "something of that name",
    next: "Choose another name, or allow a plain file to be replaced with --force.",
  });
}

function diskFailed(target: string, cause: unknown): RemoteError {
  return new RemoteError("disk-failed", {
    expected: `a folder that takes ${JSON.stringify(path.basename(target))}`,
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Nothing was written. Check the folder, its permissions and free space.",
    cause,
  });
}
