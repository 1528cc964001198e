import { DEFAULT_EPOCH, repackArchive } from "../../app/repack.ts";
import { archiveFiles } from "../../adapters/archive-files.ts";
import { packer } from "../../adapters/pack.ts";
import { factsOf } from "../../core/finding-codes.ts";
import { pathText } from "../../core/render/words.ts";
import { safeJson, safeLine } from "../../core/safe-text.ts";
import type { Given, Shell } from "./command.ts";
import { mannerOf } from "./common-flags.ts";
import type { RepackArguments } from "./repack.ts";

/** Packs again what the command line names; resolves to the exit code. */
export async function runRepack(
  request: RepackArguments,
  given: Given,
  shell: Shell,
): Promise<number> {
  const { archive, output, force, mtime, limits } = request;
  const { changes, ...files } = await repackArchive(
    {
      file: archive,
      output,
      epoch: mtime ?? DEFAULT_EPOCH,
      replace: force,
      limits,
    },
    { files: archiveFiles, packer },
    shell.signal,
  );
  const text = [
    `wrote ${safeLine(output)}, sha256 ${files.output.sha256}`,
    ...(changes.length === 0 ? ["  It is what the archive was: nothing changed."] : []),
    ...changes.map(
      ({ code, count, example }) =>
        `  ${String(count)} × ${factsOf(code).title} (${code}), such as ${safeLine(pathText(example))}`,
    ),
    "",
  ].join("\n");
  await shell.stdout.write(
    mannerOf(given, shell).format === "json" ? `${safeJson({ ...files, changes })}\n` : text,
  );
  return 0;
}
