import type { Reading } from "../archive/model.ts";
import type { Undecided } from "../comparison.ts";
import type { CompareContext } from "./context.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { bounded } from "./values.ts";
import { checkRecord } from "./wheel-record.ts";
import type { RecordProblem } from "./wheel-record.ts";

interface RecordFindings {
  readonly findings: readonly LocatedFinding[];
  readonly undecided: readonly Undecided[];
}

interface Pair {
  readonly upload?: RecordProblem;
  readonly rebuilt?: RecordProblem;
}

/**
 * What is wrong with `RECORD` on either side, also when both sides share it: installers trust that file, so no
 * agreement makes it right. Nothing for anything but a wheel.
 */
export function compareRecords(
  upload: Reading,
  rebuilt: Reading,
  context: CompareContext,
): RecordFindings {
  const { records } = context;
  if (records === null || upload.kind !== "archive" || rebuilt.kind !== "archive") {
    return { findings: [], undecided: [] };
  }
  const left = checkRecord(upload.archive, records.upload);
  const right = checkRecord(rebuilt.archive, records.rebuilt);
  const pairs = new Map<string, Pair>();
  const key = ({ code, at }: RecordProblem) => `${code} ${at ?? ""}`;
  for (const problem of left.problems) pairs.set(key(problem), { upload: problem });
  for (const problem of right.problems) {
    pairs.set(key(problem), { ...pairs.get(key(problem)), rebuilt: problem });
  }
  return {
    findings: [...pairs.values()].flatMap((pair) => finding(pair, context)),
    undecided: [
      ...undecided(left.undecidable, "upload", context),
      ...undecided(right.undecidable, "rebuilt", context),
    ],
  };
}

function finding(pair: Pair, context: CompareContext): readonly LocatedFinding[] {
  const problem = pair.upload ?? pair.rebuilt;
  if (problem === undefined) return [];
  const says = (of: RecordProblem | undefined) => (of === undefined ? null : bounded(of.says));
  const values = { upload: says(pair.upload), rebuilt: says(pair.rebuilt) };
  return [located(context, problem.code, problem.at, values, notes(pair))];
}

function notes({ upload, rebuilt }: Pair): readonly string[] {
  return [
    ...(upload ? [`in the upload, ${upload.note}`] : []),
    ...(rebuilt ? [`in the rebuild, ${rebuilt.note}`] : []),
  ];
}

function undecided(
  messages: readonly string[],
  side: Undecided["side"],
  context: CompareContext,
): readonly Undecided[] {
  return [...new Set(messages)].map((message) => ({
    code: "wheel-record-unchecked",
    message,
    path: context.at,
    side,
  }));
}
