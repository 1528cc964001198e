import { TRAILER_LENGTH, unreadFormat, unreadFormatByTail } from "../archive/format.ts";
import type { ArchiveModel } from "../archive/model.ts";
import { formatOf } from "../archive/registry.ts";
import type { Comparison, Undecided } from "../comparison.ts";
import type { Fingerprint } from "../digest.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { Finding, FindingValue } from "../finding.ts";
import type { PathBytes } from "../path-bytes.ts";
import { agreementOf } from "./level.ts";
import { withMemberRemarks } from "./entry-remarks.ts";
import { byRisk } from "./risk-order.ts";
import { fileValue } from "./values.ts";

/**
 * Names of containers and compressed files. A file is used as what its name says: a script that begins like a tar is
 * run, and what a tar's reader sees of it says nothing of that.
 */
const CONTAINER_NAME =
  /\.(?:tar|t?gz|t?xz|t?bz2?|t?zst|lzma|zip|whl|egg|jar|war|ear|aar|gem|crate|s?nupkg|vsix|xpi|apk|epub|conda|u?deb|7z)$/i;

/** Files that both archives have with unequal bodies and the name of a container: worth looking into. */
export function unequalFiles(upload: ArchiveModel, rebuilt: ArchiveModel): readonly PathBytes[] {
  const other = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  return upload.entries
    .filter(({ path, type, sha256 }) => {
      const twin = other.get(path);
      return (
        type === "file" &&
        twin?.type === "file" &&
        twin.sha256 !== sha256 &&
        CONTAINER_NAME.test(path)
      );
    })
    .map(({ path }) => path);
}

/** Whether a body is, by its bytes, something to look into: a format that is read, or one known by name. */
export function isPacked(body: Uint8Array): boolean {
  return (
    formatOf(body) !== null ||
    unreadFormat(body) !== null ||
    unreadFormatByTail(body.subarray(-TRAILER_LENGTH)) !== null
  );
}

/** Inner findings that say no more than "these bytes differ"; the finding outside says that already. */
const NOT_LOOKED_INTO: ReadonlySet<FindingCode> = new Set([
  "file-content",
  "container-format",
  "unaccounted-bytes",
]);

/**
 * The outer comparison with what was found inside one of its members. The `entry-content` of the member gives way to
 * the inner findings only when these account for every unequal byte of exactly the two bodies that the outer finding
 * names. A member that a reader refused keeps it, as `unverifiable`, and the reason is carried up.
 */
export function withInner(outer: Comparison, inner: Comparison, at: readonly string[]): Comparison {
  const stands = outer.findings.find(
    ({ code, path }) => code === "entry-content" && samePath(path, at),
  );
  if (!stands || !isOf(stands, inner)) return outer;
  const rest = outer.findings.filter((finding) => finding !== stands);
  if (inner.findings.length === 0) return leftUnread(outer, at, inner.undecided);
  if (inner.findings.some(({ code }) => NOT_LOOKED_INTO.has(code))) return outer;
  const findings = byRisk([...rest, ...inner.findings]);
  const undecided = [...outer.undecided, ...inner.undecided];
  return {
    ...outer,
    level: undecided.length > 0 ? null : agreementOf(findings),
    findings,
    undecided,
    remarks: withMemberRemarks(outer.remarks ?? [], inner.remarks ?? [], at.at(-1) ?? ""),
  };
}

/**
 * The outer comparison with a member that nobody could look into: its `entry-content` stays, as `unverifiable`, and
 * the reasons are carried up. Without a reason it stays as it is.
 */
export function leftUnread(
  outer: Comparison,
  at: readonly string[],
  reasons: readonly Undecided[],
): Comparison {
  if (reasons.length === 0) return outer;
  const notes = reasons.map(({ code, side }) => `not looked into: ${code} (${side})`);
  const findings = outer.findings.map((finding): Finding => {
    if (finding.code !== "entry-content" || !samePath(finding.path, at)) return finding;
    return { ...finding, class: "unverifiable", notes: [...finding.notes, ...notes] };
  });
  return { ...outer, level: null, findings, undecided: [...outer.undecided, ...reasons] };
}

/** Whether the inner comparison read the very bodies that the outer finding is about. */
function isOf(finding: Finding, inner: Comparison): boolean {
  return (
    isValue(finding.upload, inner.upload) &&
    inner.rebuilt !== null &&
    isValue(finding.rebuilt, inner.rebuilt)
  );
}

function isValue(value: FindingValue, body: Fingerprint): boolean {
  return JSON.stringify(value) === JSON.stringify(fileValue(body));
}

/** Whether two paths through nested archives are the same. */
export function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}
