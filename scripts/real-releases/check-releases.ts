import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { reportSchema, type Report } from "../../src/core/report.ts";

const CLI = join(import.meta.dirname, "..", "..", "src", "entry", "cli.ts");

/** One release that was drawn, and where its source is. */
export interface Release {
  readonly kind: string;
  readonly upload: string;
  /** `OWNER/NAME` on GitHub. */
  readonly repository: string;
  readonly tag: string;
  /** Folder of the repository; `.` for its root. */
  readonly folder: string;
  readonly sha256: string;
}

/** What `check` said, in the cells of a row. */
export interface Result {
  readonly preset: string;
  readonly verdict: string;
  readonly level: string;
  readonly seconds: number;
  readonly reason: string;
}

/** The rows of the list of releases. */
export function readReleases(list: string): readonly Release[] {
  const [, ...lines] = list.trimEnd().split("\n");
  return lines.map((line) => {
    const [kind = "", upload = "", repository = "", tag = "", folder = "", sha256 = ""] =
      line.split("\t");
    return { kind, upload, repository, tag, folder, sha256 };
  });
}

/** Checks one release with zero configuration; the clone lies in `OWNER+NAME`. */
export async function checkRelease(
  release: Release,
  uploads: string,
  clones: string,
): Promise<Result> {
  const file = join(uploads, release.upload);
  const digest = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  if (digest !== release.sha256) {
    throw new Error(`expected ${release.upload} with sha256 ${release.sha256}, found ${digest}`);
  }
  const source = join(clones, release.repository.replace("/", "+"), release.folder);
  const start = performance.now();
  const stdout = await run(
    ...["check", file, "--source", source, "--commit", release.tag, "--format", "json"],
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  const said = JSON.parse(stdout) as { readonly error?: { readonly code: string } };
  if (said.error !== undefined) {
    return { preset: "", verdict: "not checked", level: "", seconds, reason: said.error.code };
  }
  return { ...resultOf(reportSchema.parse(said)), seconds };
}

/** What a report says of its one upload. */
export function resultOf(report: Report): Omit<Result, "seconds"> {
  const [artifact] = report.artifacts;
  if (artifact === undefined) throw new Error("the report has no upload");
  const accepted = new Set(artifact.findings.flatMap(({ accepted }) => accepted?.by ?? []));
  const left = artifact.findings.filter(({ accepted }) => accepted === null);
  const reason =
    artifact.verdict === "different"
      ? `${artifact.stability ?? "not repeated"}: ${left
          .slice(0, 3)
          .map(({ code, path }) => `${code} ${path.slice(1).join(" ▸ ")}`)
          .join(", ")}${left.length > 3 ? ` and ${String(left.length - 3)} more` : ""}`
      : artifact.verdict === "equivalent"
        ? [...accepted].sort().join(", ")
        : (artifact.reason?.message ?? "");
  const preset = report.build?.plan.find(({ item }) => item === "preset")?.value ?? "none";
  return { preset, verdict: artifact.verdict, level: artifact.level ?? "", reason };
}

/** The table of the page: one row for each release. */
export function resultTable(rows: readonly (readonly [Release, Result])[]): string {
  const cell = (text: string) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
  return [
    "| Release | Source | Preset | Verdict | Level | Seconds | Why not identical |",
    "| --- | --- | --- | --- | --- | ---: | --- |",
    ...rows.map(([{ upload, repository, tag, folder }, result]) =>
      [
        `\`${upload}\``,
        `${repository} ${tag}${folder === "." ? "" : `, ${folder}`}`,
        ...[result.preset, result.verdict, result.level, String(result.seconds), result.reason],
      ]
        .map(cell)
        .join(" | ")
        .replace(/^/, "| ")
        .replace(/$/, " |"),
    ),
  ].join("\n");
}

function run(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", CLI, ...args],
      { maxBuffer: 2 ** 29 },
      (_error, stdout) => {
        resolve(stdout);
      },
    );
  });
}
