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

/** The same problem on one side or both. */
interface Shared {
  readonly problem: RecordProblem;
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
  const pairs = new Map<string, Shared>();
  const key = ({ code, at }: RecordProblem) => `${code} ${at ?? ""}`;
  for (const problem of left.problems) pairs.set(key(problem), { problem, upload: problem });
  for (const problem of right.problems) {
    pairs.set(key(problem), { problem, ...pairs.get(key(problem)), rebuilt: problem });
  }
  return {
    findings: [...pairs.values()].map((shared) => finding(shared, context)),
    undecided: [
      ...undecided(left.undecidable, "upload", context),
      ...undecided(right.undecidable, "rebuilt", context),
    ],
  };
}

function finding(shared: Shared, context: CompareContext): LocatedFinding {
  const says = (of: RecordProblem | undefined) => (of === undefined ? null : bounded(of.says));
  const values = { upload: says(shared.upload), rebuilt: says(shared.rebuilt) };
  const { code, at } = shared.problem;
  return located(context, code, at, values, notes(shared));
}

function notes({ upload, rebuilt }: Shared): readonly string[] {
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
