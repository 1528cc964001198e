import type { Limits } from "../core/archive/limits.ts";
import type {
  CompressorFormat,
  ContainerFormat,
  EntryType,
  Reading,
} from "../core/archive/model.ts";
import type { BodySink } from "../core/archive/push-reader.ts";
import type { BuildPlan } from "../core/build-plan.ts";
import type { Fingerprint, Sha256 } from "../core/digest.ts";
import type { Instance } from "../core/instance.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import type { Material, RebuildRecord } from "../core/rebuild-record.ts";
import type { SourceTree, TagBinding } from "../core/source-tree.ts";
import type { BundleText } from "../core/statement/bundle-file.ts";
import type { UploadDigests } from "../core/statement/subject.ts";
import type { JudgedBundle } from "../core/statement/verification-report.ts";
import type { WorkflowClaims } from "../core/statement/workflow-claims.ts";

/** Time is read through this and nowhere else. */
export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary start, never going back. */
  monotonic(): number;
}

/** Temporary folders of one run, mode 0700, gone at the end of it also on a signal. */
export interface Scratch extends AsyncDisposable {
  /** A new empty folder; `label` shows up in its name. */
  directory(label: string): Promise<string>;
}

/** The phases that a run goes through, as it names them. */
export type PhaseName =
  "source" | "rebuild" | "compare" | "explain" | "recheck" | "sign" | "verify";

/** What a run tells while it works. `app` never prints. */
export interface Progress {
  phase(name: PhaseName, detail: string): void;
  notice(code: string, message: string): void;
  /** Raw build output; whoever prints it escapes it. */
  buildOutput(chunk: Uint8Array): void;
}

/** A rule of a `.gitignore` of the commit, as `git check-ignore -v` names it. */
export interface IgnoreRule {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
}

/** A commit whose tree was proven, in an object store of our own. */
export interface ProvenSource {
  readonly tree: SourceTree;
  /** The whole tree written to a new folder below `parent`; returns its path. */
  checkOut(parent: string): Promise<string>;
  /** Raw bytes of one blob, proven again; undefined when the tree has no such file or it is over `limit` bytes. */
  readBlob(path: PathBytes, limit: number): Promise<Uint8Array | undefined>;
  /** The ignore rule of the commit's own files that covers each path, for those that one covers. */
  ignoreRules(paths: readonly PathBytes[]): Promise<ReadonlyMap<PathBytes, IgnoreRule>>;
  /**
   * For those of these files that the commit's own attributes give another form in an archive: the digests that it can
   * have there, each with the attribute that makes it so.
   */
  archiveForms(
    paths: readonly PathBytes[],
  ): Promise<ReadonlyMap<PathBytes, ReadonlyMap<Sha256, string>>>;
  /** Asks the repository again. Throws `SourceError` (`tag-moved`) when the tag is not what it was at the start. */
  confirm(): Promise<void>;
}

/** What to prove: a repository and a revision in it. */
export interface SourceRequest {
  /** Folder of a local repository, or an `https:` (or `file:`) URL. */
  readonly repository: string;
  /** Anything `git rev-parse` takes; resolved once. */
  readonly revision: string;
  /** Whether submodules are brought in, each at the commit of its gitlink and proven like the commit itself. */
  readonly submodules?: boolean;
  /** Whether the files that Git LFS pointers stand for are brought in, each proven by the pointer. */
  readonly lfs?: boolean;
  /**
   * Branches and tags of the repository, in full or short; `*` stands for anything. The commit must be at one of them
   * or in its history. Empty: any commit will do.
   */
  readonly reachableFrom?: readonly string[];
}

/** Takes a commit out of a repository and proves every byte of its tree. */
export interface SourceProver {
  /** Resolves, puts into a fresh store and proves. Throws `SourceError`, `RemoteError`, `InterruptedError`. */
  prove(
    request: SourceRequest,
    scratch: Scratch,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<ProvenSource>;
}

/** What a fetch phase brought, kept out of the reach of every build. */
export interface KeptMaterials {
  /** Private copy of the whole folder. */
  readonly folder: string;
  readonly files: readonly Material[];
}

/** Reads what the tags of a repository, a folder or a URL, point at now. */
export interface TagReader {
  /** Full id of the commit that a tag peels to. Throws `SourceError` (`commit-unknown`), `RemoteError`. */
  commitOf(repository: string, name: string, signal: AbortSignal): Promise<string>;
  /**
   * Throws `SourceError` (`tag-moved`) unless the tag is this object and peels to this commit; `SourceError` and
   * `RemoteError` also where the repository cannot be asked.
   */
  confirm(repository: string, tag: TagBinding, commit: string, signal: AbortSignal): Promise<void>;
}

/** What one build did and left. */
export interface SandboxRun {
  readonly record: RebuildRecord;
  /** Absent where the plan has no materials, or the fetch phase failed. */
  readonly materials?: KeptMaterials;
  /** Private copies of the outputs: `BuiltFile.path` → absolute path on this machine. Empty when the build failed. */
  readonly copies: ReadonlyMap<string, string>;
}

/** Where a build runs. It never throws for a build that fails; that is an outcome. */
export interface Sandbox {
  /** With `kept`, nothing is fetched: the materials of an earlier run of the same plan are used. */
  run(
    plan: BuildPlan,
    source: ProvenSource,
    scratch: Scratch,
    progress: Progress,
    signal: AbortSignal,
    kept?: KeptMaterials,
  ): Promise<SandboxRun>;
}

/** Files on disk, opened without following links, regular and singly linked only. */
export interface ArchiveFiles {
  /** Bytes of the file, nothing is read of it. Throws `InputError` (`file-missing`, `file-unusable`). */
  size(file: string): Promise<number>;
  /** Size and digest, no parsing. Throws `InputError` (`file-missing`, `file-unusable`). */
  fingerprint(file: string, signal: AbortSignal): Promise<Fingerprint>;
  /** Reads the file strictly; refusals are values. `inside` descends into one nested archive. */
  read(
    file: string,
    inside: readonly PathBytes[],
    limits: Limits,
    signal: AbortSignal,
  ): Promise<Reading>;
  /**
   * Bodies of the named entries, each at most `limit` bytes (a longer one is absent). `inside` as in `read`. For an
   * opaque file the empty path asks for the whole (decompressed) content.
   */
  bodies(
    file: string,
    inside: readonly PathBytes[],
    paths: readonly PathBytes[],
    limit: number,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<PathBytes, Uint8Array>>;
  /** As `read`, and hands `sink` the bodies that it wants as they pass; they count only where the reading does. */
  pass(
    file: string,
    inside: readonly PathBytes[],
    sink: BodySink,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<Reading>;
}

/** What an independent parser says of a file that the strict reader has read. It can only object. */
export type Opinion =
  | { readonly kind: "agrees" }
  /** It sees other entries, or none: then nothing is decided. */
  | { readonly kind: "objects"; readonly objection: string }
  /** It cannot judge this file; `code` says why. */
  | { readonly kind: "not-applicable"; readonly code: string };

/** An independent parser that is shown what the strict reader says of a file. */
export interface SecondOpinion {
  review(file: string, reading: Reading, signal: AbortSignal): Promise<Opinion>;
}

/** One member of an archive that is to be written. */
export interface PackedMember {
  readonly path: PathBytes;
  readonly type: EntryType;
  readonly mode: number;
  /** Whole seconds since 1970 UTC. */
  readonly mtime: number;
  readonly size: number;
  readonly linkTarget: PathBytes | null;
}

/** Compressors that can be written. */
export type PackCompressor = Exclude<CompressorFormat, "bzip2">;

/** An archive that is to be written: its members in their final order. */
export interface PackPlan {
  readonly format: ContainerFormat;
  readonly compressor: PackCompressor | null;
  /** `./` in front of every name in a tar. */
  readonly rootPrefix: boolean;
  readonly members: readonly PackedMember[];
  /** Body of a file; asked for in the order of the members. */
  body(path: PathBytes): Promise<Uint8Array>;
}

/** A file under construction beside its final place; disposing leaves nothing of it unless it was published. */
export interface StagedFile extends AsyncDisposable {
  /** Where it lies meanwhile, under its final base name. */
  readonly file: string;
  /** Moves it into place at once. Throws `InputError` (`output-exists`). */
  publish(): Promise<void>;
}

/** Writes archives in one form only: the same plan and bodies give the same bytes. */
export interface Packer {
  /** Throws `InputError` (`output-exists`, unless `replace`), `RemoteError` (`disk-failed`). */
  readonly stage: (output: string, replace: boolean) => Promise<StagedFile>;
  /** Writes the archive to a new file. Throws `InputError` (`file-unusable`) for what the format cannot hold. */
  readonly pack: (file: string, plan: PackPlan, signal: AbortSignal) => Promise<void>;
}

/** Writes a set of files, all or none. */
export interface ReportStore {
  write(directory: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>;
}

/** Digests of a file that is about to be attested or verified, taken in one pass over one open file. */
export interface UploadReader {
  /** Throws `InputError` (`file-missing`, `file-unusable`), `InterruptedError`. */
  digests(file: string, signal: AbortSignal): Promise<UploadDigests>;
}

/** Who signs. */
export interface IdentityTokens {
  /** Claims of the workflow run, the token's signature verified; null outside a workflow. Throws `TrustError`, `StatementError`, `RemoteError`. */
  claims(signal: AbortSignal): Promise<WorkflowClaims | null>;
  /** A fresh token for the certificate authority. Throws `TrustError` (`identity-token-missing`), `RemoteError`. */
  signingToken(signal: AbortSignal): Promise<string>;
}

/** Signs one payload with a certificate for the identity, and has it witnessed. */
export interface StatementSigner {
  /**
   * The bundle (v0.3) as JSON text. Each call makes a public log entry where the instance has a log, so it is never
   * repeated as a whole. Throws `TrustError` (`signing-failed`), `RemoteError`, `InterruptedError`.
   */
  sign(
    payload: Uint8Array,
    instance: Instance,
    identity: IdentityTokens,
    signal: AbortSignal,
  ): Promise<string>;
}

/** Keys and certificates that verification starts from: a `trusted_root.json` and where it came from. */
export interface TrustedRootText {
  readonly text: string;
  readonly origin: string;
}

/** Verifies one bundle; it never throws for what a bundle or a trusted root holds, each doubt is a failed check. */
export interface BundleVerifier {
  verify(bundle: BundleText, instance: Instance, trustedRoot: TrustedRootText): JudgedBundle;
}
