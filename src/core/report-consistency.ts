import { NOT_APPLICABLE } from "./comparison.ts";
import type { Comparison } from "./comparison.ts";
import type { Sha256 } from "./digest.ts";
import { excerptSides } from "./excerpt/excerpt-sides.ts";
import { exitCodeFor, overallVerdict } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Finding } from "./finding.ts";
import { NORMALISERS } from "./normalisers.ts";
import type { NormaliserId } from "./normalisers.ts";
import type { ArtifactReport, BuildReport, Report } from "./report.ts";
import { decide } from "./verdict.ts";
import type { AcceptedRules, NonEmpty, Verdict } from "./verdict.ts";

/** A place in a report and what it says against the rest of the report. */
export interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The exit code of a run that came to these verdicts. */
export function reportExitCode(
  verdicts: readonly Verdict["kind"][],
  buildFailed: boolean,
): ExitCode {
  return exitCodeFor([
    ...verdicts.map((verdict) => ({ kind: "verdict" as const, verdict })),
    ...(buildFailed ? [{ kind: "build-failed" as const }] : []),
  ]);
}

/**
 * Everything in which a report contradicts itself. A verdict is only as good as the findings beside it, so each is
 * decided again from them: a report whose first line was edited to say `identical` is refused and not rendered.
 */
export function contradictions(report: Report): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const hold: Hold = (path, stated, due, why) => {
    if (stated !== due) {
      found.push({ path, message: `says ${String(stated)}, but ${why} ${String(due)}` });
    }
  };
  const unknown = report.accepted.normalisers.filter((id) => !isNormaliser(id));
  hold(["accepted", "normalisers"], unknown.join(", "), "", "no normaliser is called");
  const accepted: AcceptedRules = {
    word: report.accepted.word,
    normalisers: new Set(report.accepted.normalisers.filter(isNormaliser)),
  };
  for (const [at, artifact] of report.artifacts.entries()) {
    const { verdict, findings } = decide(comparisonOf(artifact), accepted);
    hold(["artifacts", at, "verdict"], artifact.verdict, verdict.kind, "its findings make it");
    hold(["artifacts", at, "level"], artifact.level, verdict.level, "its findings make it");
    for (const [index, finding] of findings.entries()) {
      const stated = artifact.findings[index]?.accepted?.by;
      const path = ["artifacts", at, "findings", index, "accepted"];
      hold(path, stated ?? "nothing", finding.accepted?.by ?? "nothing", "it is accepted by");
      const says = excerptContradiction(finding);
      if (says !== null) {
        found.push({ path: ["artifacts", at, "findings", index, "excerpt"], message: says });
      }
    }
  }
  const [first, ...others] = report.artifacts.map(({ verdict, level }) => ({
    kind: verdict,
    level,
  }));
  // Of no upload at all the schema has its say.
  if (first === undefined) return found;
  const overall = overallVerdict([first, ...others] as NonEmpty<Pick<Verdict, "kind" | "level">>);
  hold(["verdict"], report.verdict, overall.kind, "the uploads make it");
  hold(["level"], report.level, overall.level, "the uploads make it");
  const exitCode = reportExitCode(
    report.artifacts.map(({ verdict }) => verdict),
    report.build?.outcome.kind === "failed",
  );
  hold(["exitCode"], report.exitCode, exitCode, "the verdicts make it");
  hold(["mode"], report.mode === "given", report.command === "compare", "given both files is");
  const isBuilt =
    report.mode === "rebuild" &&
    report.artifacts.some(({ undecided }) => undecided[0]?.code !== NOT_APPLICABLE);
  hold(["build"], report.build !== null, isBuilt, "having rebuilt is");
  if (report.build !== null) holdBuild(report.build, hold);
  if (report.command === "check") {
    hold(["source"], report.source === null, false, "of a check, having no source is");
  }
  return found;
}

type Hold = (path: Contradiction["path"], stated: unknown, due: unknown, why: string) => void;

/** What a build says of its sandbox, against itself. */
function holdBuild({ sandbox, network }: BuildReport, hold: Hold): void {
  const held = network.reached === "open" || sandbox.reached === "namespaces";
  hold(["build", "network", "reached"], held, true, "having been held without namespaces is");
  const { limits = [] } = sandbox;
  const canLimit = sandbox.reached === "namespaces" || sandbox.reached === "user";
  const place = ["build", "sandbox", "limits"];
  hold(place, limits.length > 0 && !canLimit, false, "having limits at this level is");
  const names = new Set(limits.map(({ limit }) => limit));
  hold(place, limits.length, names.size, "the number of its limits is");
}

/** What an excerpt says against its finding or itself; null: nothing. Nobody may be shown lines that are none. */
function excerptContradiction({ code, excerpt }: Finding): string | null {
  if (excerpt === null) return null;
  const sides = excerptSides(code);
  if (sides === null) return `a finding of ${code} is about no content`;
  if (excerpt.kind === "bytes") {
    const has = { upload: excerpt.upload !== null, rebuilt: excerpt.rebuilt !== null };
    const isFit =
      has.upload === (sides !== "rebuilt") &&
      has.rebuilt === (sides !== "upload") &&
      excerpt.start <= excerpt.offset;
    return isFit ? null : `shows other sides than a finding of ${code} has`;
  }
  const isFit = excerpt.hunks.every(({ rebuiltCount, uploadCount, lines }) => {
    const rebuilt = lines.filter(({ sign }) => sign !== "+").length;
    const upload = lines.filter(({ sign }) => sign !== "-").length;
    return rebuiltCount === rebuilt && uploadCount === upload;
  });
  if (!isFit) return "counts other lines than it shows";
  const signs = excerpt.hunks.flatMap(({ lines }) => lines.map(({ sign }) => sign));
  const alone = { both: null, upload: "+", rebuilt: "-" }[sides];
  return alone === null || signs.every((sign) => sign === alone)
    ? null
    : `shows lines of a side that a finding of ${code} has not`;
}

function isNormaliser(id: string): id is NormaliserId {
  return Object.hasOwn(NORMALISERS, id);
}

/** What was compared, as far as the verdict looks at it; the schema has held every digest to its form. */
function comparisonOf(artifact: ArtifactReport): Comparison {
  const { name, upload, rebuilt, agreement, findings, undecided, files } = artifact;
  return {
    upload: { name, size: upload.size, sha256: upload.sha256 as Sha256 },
    rebuilt:
      rebuilt === null
        ? null
        : { name: rebuilt.name, size: rebuilt.size, sha256: rebuilt.sha256 as Sha256 },
    level: agreement,
    findings: findings as readonly Finding[],
    undecided,
    files: files,
  };
}
