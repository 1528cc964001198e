import { join } from "node:path";
import { reportSchema, type ArtifactReport, type Report } from "../../../src/core/report.ts";
import { run } from "./run.ts";

const CLI = join(import.meta.dirname, "../../../src/entry/cli.ts");

/** What `check` says of an upload when it is told nothing but the source. */
export async function checkAlone(
  upload: string,
  source: string,
): Promise<{
  readonly status: number | null;
  readonly report: Report;
  readonly only: ArtifactReport;
}> {
  const { status, stdout, stderr } = await run(process.execPath, [
    ...["--disable-warning=ExperimentalWarning", CLI],
    ...["check", upload, "--source", source, "--format", "json"],
  ]);
  if (stdout === "") throw new Error(`check ended with ${String(status)}: ${stderr}`);
  const report = reportSchema.parse(JSON.parse(stdout));
  const [only] = report.artifacts;
  if (only === undefined) throw new Error("the report has no artifact");
  return { status, report, only };
}

/** Why a program that a test needs is missing, or undefined. */
export async function programObstacle(
  needs: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const [program, from] of Object.entries(needs)) {
    const ran = await run("/bin/sh", ["-c", `command -v ${program}`]).catch(() => undefined);
    if (ran?.status !== 0) return `${program} is missing (Debian package ${from})`;
  }
  return undefined;
}
