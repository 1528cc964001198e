// The budgets of docs/performance.md, measured on the programs of dist/. Ratios are of runs that took turns.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { measureAll } from "./bench/workloads.ts";

const { values } = parseArgs({
  options: {
    /** The original tarball of xz 5.4.1; fetched with apt-get where it is not given. */
    xz: { type: "string" },
    /** Only the workloads whose name has this in it. */
    only: { type: "string" },
    runs: { type: "string", default: "9" },
    /** Another bundled program than that of dist/. */
    cli: { type: "string" },
    /** Puts the table into docs/performance.md. */
    write: { type: "boolean", default: false },
  },
});

const root = join(import.meta.dirname, "..");
const folder = await mkdtemp(join(tmpdir(), "rebuild-gate-bench-"));
try {
  const rows = await measureAll({
    folder,
    node: process.execPath,
    cli: values.cli ?? join(root, "dist", "cli.js"),
    runs: Number(values.runs),
    original: values.xz ?? null,
    only: values.only ?? "",
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  const table = [
    "| Work | Baseline in the same run | CPU | Wall | Peak | Result | Budget |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ work, baseline, cpu, wall, peak, result, budget }) =>
        `| ${[work, baseline, cpu, wall, peak, result, budget].join(" | ")} |`,
    ),
  ].join("\n");
  const text = await format(table, { parser: "markdown", printWidth: 120 });
  process.stdout.write(text);
  if (values.write) await writeTable(text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function writeTable(table: string): Promise<void> {
  const page = join(root, "docs", "performance.md");
  const old = await readFile(page, "utf8");
  const place = /(<!-- bench:start -->\n)[^]*(<!-- bench:end -->)/;
  if (!place.test(old)) throw new Error(`expected the marks of the table in ${page}`);
  const commit = execFileSync("git", ["-C", root, "rev-parse", "--short=8", "HEAD"], {
    encoding: "utf8",
  });
  const when = `Commit \`${commit.trim()}\`, Node ${process.version.slice(1)}, median of ${values.runs} runs.`;
  await writeFile(
    page,
    old.replace(place, (_, start: string, end: string) => `${start}\n${when}\n\n${table}\n${end}`),
  );
}
