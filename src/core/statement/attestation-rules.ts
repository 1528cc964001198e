import { StatementError } from "../errors.ts";
import type { Instance } from "../instance.ts";
import type { Report } from "../report.ts";
import type { JobIsolation } from "./rebuild-predicate.ts";
import { MOST_SUBJECTS } from "./statement.ts";
import type { UploadDigests } from "./subject.ts";
import { eventRefusal, runContradictions } from "./workflow-claims.ts";
import type { RunEnvironment, WorkflowClaims } from "./workflow-claims.ts";

/** What the caller says about a run that is to be attested. */
export interface AttestationTerms {
  readonly instance: Instance;
  /** How build and signature stand to each other; signed, so it must be said. */
  readonly jobIsolation: JobIsolation;
  readonly environment: RunEnvironment;
  /** Consent to write the name of a repository that is not public into a public log. */
  readonly allowPublicLog: boolean;
}

/**
 * Demands that each upload is the file that the report speaks of, byte for byte, and that the set makes sane subjects.
 * Throws `StatementError` (`subject-missing`, `subject-mismatch`).
 */
export function demandSubjects(report: Report, uploads: readonly UploadDigests[]): void {
  if (uploads.length === 0 || uploads.length > MOST_SUBJECTS) {
    throw subjectMissing(`1 to ${String(MOST_SUBJECTS)} uploads`, String(uploads.length));
  }
  const twice = repeated(uploads.map(({ name }) => name)) ?? repeated(uploads.map((u) => u.sha256));
  if (twice !== null) throw subjectMissing("uploads of different names and digests", twice);
  for (const upload of uploads) {
    const artifacts = report.artifacts.filter(({ name }) => name === upload.name);
    const [artifact] = artifacts;
    if (artifact === undefined || artifacts.length > 1) {
      throw subjectMissing(
        `one artifact named ${upload.name} in the report`,
        String(artifacts.length),
      );
    }
    if (artifact.upload.sha256 !== upload.sha256 || artifact.upload.size !== upload.size) {
      throw new StatementError("subject-mismatch", {
        expected: `${upload.name} with sha256 ${artifact.upload.sha256}, as the report has it`,
        found: upload.sha256,
        next: "The file changed after the check. Run `check` again on the file to be published.",
      });
    }
  }
}

/**
 * Demands that the workflow run may sign this report: an event that strangers cannot trigger, the commit that was
 * proven, one run in token and environment, consent before names leak, isolation as it was. Throws `StatementError`.
 */
export function demandRun(report: Report, claims: WorkflowClaims, terms: AttestationTerms): void {
  const contradictions = runContradictions(claims, terms.environment, terms.instance.server);
  if (contradictions.length > 0) {
    throw contradiction("token and environment to speak of one run", contradictions.join("; "));
  }
  demandSource(report, claims);
  const event = eventRefusal(claims);
  if (event !== null) {
    throw new StatementError("event-not-attestable", {
      expected: "a tag push, a release, or a push or dispatch on a protected ref",
      found: event,
      next: "Attest in the release workflow; runs that strangers can start prove nothing.",
    });
  }
  if (
    terms.instance.publicLog &&
    claims.repository_visibility !== "public" &&
    !terms.allowPublicLog
  ) {
    throw new StatementError("claims-contradict", {
      expected: "a public repository, because the log of this instance is public",
      found: `visibility ${claims.repository_visibility ?? "not said"}`,
      next: "Choose `--instance github`, or allow the public log explicitly.",
    });
  }
  if (terms.jobIsolation !== "same-job") {
    throw contradiction("job isolation same-job in a workflow", terms.jobIsolation);
  }
}

/** One commit and, where both sides name one, one tag in report and token. */
function demandSource(report: Report, claims: WorkflowClaims): void {
  if (report.source?.commit !== claims.sha) {
    throw contradiction(
      `the rebuilt commit to be the run's (${claims.sha})`,
      report.source?.commit,
    );
  }
  const tag = report.source.tag?.name ?? null;
  if (tag !== null && claims.ref.startsWith("refs/tags/") && claims.ref !== tag) {
    throw contradiction(`the tag of the rebuilt commit to be the run's (${claims.ref})`, tag);
  }
}

/** Demands that a run outside a workflow says so. Throws `StatementError` (`claims-contradict`). */
export function demandLocal(terms: AttestationTerms): void {
  if (terms.jobIsolation !== "local") {
    throw contradiction("job isolation local outside a workflow", terms.jobIsolation);
  }
  const said = Object.entries(terms.environment).find(([, value]) => Boolean(value));
  if (said !== undefined) {
    throw new StatementError("claims-invalid", {
      expected: "an identity token in a workflow run",
      found: `a workflow (${said[0]} is set) without one`,
      next: "Give the job `permissions: id-token: write`.",
    });
  }
}

function repeated(words: readonly string[]): string | null {
  return words.find((word, at) => words.indexOf(word) !== at) ?? null;
}

function subjectMissing(expected: string, found: string): StatementError {
  return new StatementError("subject-missing", {
    expected,
    found,
    next: "Pass exactly the files that were checked.",
  });
}

function contradiction(expected: string, found: string | undefined): StatementError {
  return new StatementError("claims-contradict", {
    expected,
    found: found ?? "nothing",
    next: "Check and attest in one run, of the commit that the workflow was started for.",
  });
}
