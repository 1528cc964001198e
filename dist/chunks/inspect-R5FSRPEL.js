import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  makeCommand
} from "./chunk-ZRRLIEDO.js";
import "./chunk-PUWVOOYI.js";
import {
  EXITS,
  PRINT_FLAGS,
  mannerOf
} from "./chunk-LY2CZTVA.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/inspect.ts
import { resolve } from "node:path";
var manual = {
  name: "inspect",
  summary: "show what the strict reader sees in an archive, or why it refuses",
  synopsis: ["rebuild-gate inspect ARCHIVE [--format text|json]"],
  description: [
    "Reads a tar, tar.gz or zip (also .tgz and .whl) without extracting anything, and lists its entries: type and mode, size, sha256, path. The kind of archive is told by its bytes, never by its name.",
    "The reader accounts for every byte or refuses; a refusal has a code, a message and an offset. It never repairs."
  ],
  operands: { name: "ARCHIVE", least: 1, most: 1, meaning: "the file to look into" },
  flags: PRINT_FLAGS,
  exits: [
    { code: 0, when: "the whole archive was read" },
    EXITS.usage,
    EXITS.infrastructure,
    { code: 6, when: "refused: no archive, one without a reader, or one that is not well-formed" },
    EXITS.interrupted
  ],
  examples: [
    { purpose: "Like `ls -l`:", command: "rebuild-gate inspect pkg-1.0.tgz" },
    {
      purpose: "The paths of a wheel, for a script:",
      command: "rebuild-gate inspect pkg.whl --format json | jq -r '.entries[].path'"
    }
  ]
};
var inspect = makeCommand({
  manual,
  read: ({ operands: [archive = ""] }) => ({ archive }),
  async run({ archive }, given, shell) {
    const { archiveFiles } = await import("./archive-files-MRDTAXAQ.js");
    const { DEFAULT_LIMITS } = await import("./limits-QMUXY43F.js");
    const { inspectionOf, renderInspection } = await import("./inspection-BGR5UEVQ.js");
    const { safeJson } = await import("./safe-text-SQHRF7MP.js");
    const file = resolve(shell.directory, archive);
    const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, shell.signal);
    const inspection = inspectionOf(reading);
    const { format } = mannerOf(given, shell);
    await shell.stdout.write(
      format === "json" ? `${safeJson(inspection)}
` : renderInspection(inspection)
    );
    return inspection.ok ? 0 : 6;
  }
});
export {
  inspect
};
