import {
  readTime
} from "./chunk-JBFBF6ZH.js";
import {
  EXITS,
  LIMIT_FLAG,
  PRINT_FLAGS,
  limitsOf,
  makeCommand
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/repack.ts
import { resolve } from "node:path";
var manual = {
  name: "repack",
  summary: "write the same content as a reproducible archive",
  synopsis: [
    "rebuild-gate repack ARCHIVE -o FILE [--mtime TIME] [--force] [--limit NAME=VALUE]..."
  ],
  description: [
    "Reads an archive strictly and writes its entries again: sorted by name, owner 0 without names, modes 0644 and 0755, no time later than TIME, no name or time in the gzip header. Two archives of the same files become the same bytes, unless their times before TIME differ.",
    "Names, types, links and contents stay as they are, and the result is read back to prove it before it is put in place; every kind of change is listed. What the reader refuses is not repaired."
  ],
  operands: { name: "ARCHIVE", least: 1, most: 1, meaning: "the archive to write again" },
  flags: [
    { name: "output", short: "o", value: "FILE", meaning: "The file to write. Needed." },
    { name: "force", value: null, meaning: "Replace FILE if it is there." },
    {
      name: "mtime",
      value: "TIME",
      fallback: "SOURCE_DATE_EPOCH, else 1980-01-01T00:00:00Z",
      meaning: "The latest time of an entry; later ones become this, earlier ones stay. @SECONDS since 1970, or 2024-01-31T12:00:00Z."
    },
    LIMIT_FLAG,
    ...PRINT_FLAGS
  ],
  exits: [
    { code: 0, when: "the file was written" },
    EXITS.usage,
    EXITS.infrastructure,
    { code: 6, when: "the strict reader refused the archive" },
    EXITS.interrupted
  ],
  examples: [
    {
      purpose: "As the last step of a build whose packer is not reproducible:",
      command: "rebuild-gate repack build/pkg.tar.gz -o dist/pkg.tar.gz --mtime @1700000000"
    }
  ]
};
var repack = makeCommand({
  manual,
  read(given, complain) {
    const [archive = ""] = given.operands;
    const mtime = given.one("mtime");
    if (!given.has("output")) complain("-o FILE is needed");
    return {
      archive,
      output: given.one("output") ?? "",
      force: given.has("force"),
      mtime: mtime === void 0 ? null : readTime("mtime", mtime, complain),
      limits: limitsOf(given, complain)
    };
  },
  async run(request, given, shell) {
    const epoch = shell.environment["SOURCE_DATE_EPOCH"] ?? "";
    const { runRepack } = await import("./run-repack-JB5SUTO2.js");
    return runRepack(
      {
        ...request,
        archive: resolve(shell.directory, request.archive),
        output: resolve(shell.directory, request.output),
        // As the specification of SOURCE_DATE_EPOCH has it: whole seconds, anything else is malformed.
        mtime: request.mtime ?? (/^\d{1,12}$/.test(epoch) ? Number(epoch) : null)
      },
      given,
      shell
    );
  }
});
export {
  repack
};
