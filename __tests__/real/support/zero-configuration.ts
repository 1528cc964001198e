import { join } from "node:path";
import { reportSchema, type ArtifactReport, type Report } from "../../../src/core/report.ts";
import { run, runOrThrow } from "./run.ts";

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

/**
 * A twin of a tarball in which a file begins with another byte, written by Python's own archive modules in the form
 * that each member had, so that nothing else tells the two apart.
 */
export async function editedTwin(tarball: string, twin: string, file: string): Promise<string> {
  await runOrThrow("python3", ["-c", SCRIPT, tarball, twin, file]);
  return twin;
}

// Member by member in place: the packed size stays the same, so header and padding stay what they are.
const SCRIPT = `
import sys, tarfile, gzip, lzma

source, target, victim = sys.argv[1:]
packer = gzip if source.endswith("gz") else lzma
with packer.open(source) as packed:
    raw = bytearray(packed.read())
with tarfile.open(source) as old:
    raw[old.getmember(victim).offset_data] ^= 1
with open(target, "wb") as out:
    # As the tools do it: without a name in the header.
    plain = gzip.GzipFile(filename="", mode="wb", fileobj=out) if packer is gzip else None
    with plain or lzma.open(out, "wb") as packed:
        packed.write(raw)
`;
