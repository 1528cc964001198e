// The manual page of the published package, made from the same tables as `--help` when the package is packed. It is
// not committed: like the generated files of many releases, it exists only in the tarball and in a rebuild of it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COMMANDS } from "../src/entry/cli/commands.ts";
import type { Manual } from "../src/entry/cli/command.ts";
import { VERSION } from "../src/entry/version.ts";

const root = join(import.meta.dirname, "..");

/** Text as roff shows it literally: no escape, no request at the start of a line. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll(/^([.'])/gm, "\\&$1");
}

function commandPart({
  name,
  summary,
  synopsis,
  description,
  flags,
  exits,
  examples,
}: Manual): string {
  return [
    `.SH ${roff(name.toUpperCase())}`,
    roff(`${summary[0]?.toUpperCase() ?? ""}${summary.slice(1)}.`),
    ".PP",
    ".nf",
    ...synopsis.map(roff),
    ".fi",
    ...description.flatMap((paragraph) => [".PP", roff(paragraph)]),
    ...flags.flatMap((flag) => [
      ".TP",
      `\\fB\\-\\-${roff(flag.name)}\\fR${flag.value === null ? "" : ` \\fI${roff(flag.value)}\\fR`}`,
      roff(
        flag.fallback === undefined ? flag.meaning : `${flag.meaning} Default: ${flag.fallback}.`,
      ),
    ]),
    ".PP",
    "Exit codes:",
    ...exits.flatMap(({ code, when }) => [".TP", String(code), roff(when)]),
    ...examples.flatMap(({ purpose, command }) => [
      ".PP",
      roff(purpose),
      ".PP",
      ".nf",
      roff(command),
      ".fi",
    ]),
  ].join("\n");
}

const parts = await Promise.all(
  Object.values(COMMANDS).map(async ({ load }) => commandPart((await load()).manual)),
);
const page = [
  `.TH REBUILD\\-GATE 1 "" "rebuild\\-gate ${roff(VERSION)}"`,
  ".SH NAME",
  "rebuild\\-gate \\- publish only what your commit builds",
  ...parts,
  "",
].join("\n");
await mkdir(join(root, "man"), { recursive: true });
await writeFile(join(root, "man", "rebuild-gate.1"), page);
