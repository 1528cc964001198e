import { describe, expect, it } from "@jest/globals";
import {
  ArchiveError,
  BuildError,
  InputError,
  InterruptedError,
  RemoteError,
  SourceError,
  StatementError,
  TrustError,
} from "../../src/core/errors.ts";
import { exitCodeFor, overallVerdict } from "../../src/core/exit-code.ts";
import type { ExitCode, Outcome } from "../../src/core/exit-code.ts";
import type { NonEmpty } from "../../src/core/verdict.ts";

const complaint = { expected: "e", found: "f", next: "n" };

/** One outcome per exit code, from the worst on. */
const WORST_FIRST: readonly (readonly [ExitCode, Outcome])[] = [
  [2, { kind: "error", error: new InputError("usage", complaint) }],
  [1, { kind: "verdict", verdict: "different" }],
  [4, { kind: "build-failed" }],
  [5, { kind: "error", error: new RemoteError("disk-failed", complaint) }],
  [6, { kind: "verdict", verdict: "inconclusive" }],
  [3, { kind: "policy", passed: false }],
  [0, { kind: "verdict", verdict: "identical" }],
];

describe("exitCodeFor", () => {
  it.each<readonly [ExitCode, Outcome]>([
    ...WORST_FIRST,
    [0, { kind: "verdict", verdict: "equivalent" }],
    [0, { kind: "policy", passed: true }],
    [0, { kind: "verification", passed: true }],
    [1, { kind: "verification", passed: false }],
  ])("is %i for %j alone", (code, outcome) => {
    expect(exitCodeFor([outcome])).toBe(code);
  });

  it.each<readonly [ExitCode, string, unknown]>([
    [2, "wrong input", new InputError("file-missing", complaint)],
    [2, "a statement that cannot be made", new StatementError("subject-missing", complaint)],
    [2, "an unknown commit", new SourceError("commit-unknown", complaint)],
    [2, "a source that cannot be proven", new SourceError("object-mismatch", complaint)],
    [5, "git that is not there", new SourceError("git-missing", complaint)],
    [5, "git that fails", new SourceError("git-failed", complaint)],
    [4, "a build that does not start", new BuildError("build-not-started", complaint)],
    [5, "a service out of reach", new RemoteError("service-unreachable", complaint)],
    [5, "a failed signature", new TrustError("signing-failed", complaint)],
    [6, "an archive that is refused", new ArchiveError("tar-checksum", complaint)],
    [6, "an interruption", new InterruptedError("interrupted", complaint)],
    [5, "an error that nobody foresaw", new TypeError("x is not a function")],
    [5, "a thrown value that is no error", "boom"],
  ])("is %i for %s", (code, _, error) => {
    expect(exitCodeFor([{ kind: "error", error }])).toBe(code);
  });

  it("is the worst of several, in whichever order they come", () => {
    WORST_FIRST.forEach(([code, outcome], at) => {
      const better = WORST_FIRST.slice(at).map(([, other]) => other);
      expect(exitCodeFor([outcome, ...better])).toBe(code);
      expect(exitCodeFor([...better, outcome].toReversed())).toBe(code);
    });
  });

  it("is 6 when nothing came out at all", () => {
    expect(exitCodeFor([])).toBe(6);
  });
});

describe("overallVerdict", () => {
  const ranked = [
    { kind: "different", level: null },
    { kind: "inconclusive", level: null },
    { kind: "equivalent", level: "L4" },
    { kind: "equivalent", level: "L2" },
    { kind: "equivalent", level: "L1" },
    { kind: "identical", level: "L0" },
  ] as const;

  it("is the worst verdict, with the weakest level among passing ones", () => {
    ranked.forEach((verdict, at) => {
      const better = ranked.slice(at);
      expect(overallVerdict([verdict, ...better])).toBe(verdict);
      const turned = better.toReversed() as unknown as NonEmpty<(typeof ranked)[number]>;
      expect(overallVerdict(turned)).toBe(verdict);
    });
  });
});
