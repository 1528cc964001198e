import {
  EXITS,
  LIMIT_FLAG,
  PRINT_FLAGS,
  limitsOf,
  makeCommand,
  mannerOf
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/inspect.ts
import { resolve } from "node:path";
var manual = {
  name: "inspect",
  summary: "show what the strict reader sees in an archive, or why it refuses",
  synopsis: ["rebuild-gate inspect ARCHIVE [--limit NAME=VALUE]... [--format text|json]"],
  description: [
    "Reads a tar, tar.gz or zip (also .tgz and .whl) without extracting anything, and lists its entries: type and mode, size, sha256, path. The kind of archive is told by its bytes, never by its name.",
    "The reader accounts for every byte or refuses; a refusal has a code, a message and an offset. It never repairs."
  ],
  operands: { name: "ARCHIVE", least: 1, most: 1, meaning: "the file to look into" },
  flags: [LIMIT_FLAG, ...PRINT_FLAGS],
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
  read(given, complain) {
    const [archive = ""] = given.operands;
    return { archive, limits: limitsOf(given, complain) };
  },
  async run({ archive, limits }, given, shell) {
    const { archiveFiles } = await import("./archive-files-LS7XIIQ5.js");
    const { inspectionJson, inspectionOf, renderInspection } = await import("./inspection-QLKK67QW.js");
    const file = resolve(shell.directory, archive);
    const reading = await archiveFiles.read(file, [], limits, shell.signal);
    const { format } = mannerOf(given, shell);
    const pieces = format === "json" ? inspectionJson(reading) : [renderInspection(inspectionOf(reading))];
    for (const piece of pieces) await shell.stdout.write(piece);
    return reading.kind === "archive" ? 0 : 6;
  }
});
export {
  inspect
};
