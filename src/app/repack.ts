import type { Limits } from "../core/archive/limits.ts";
import type { ArchiveModel, Reading } from "../core/archive/model.ts";
import { compareReadings } from "../core/compare/readings.ts";
import type { Comparison } from "../core/comparison.ts";
import { sha256Hex } from "../core/digest.ts";
import type { Fingerprint } from "../core/digest.ts";
import { ArchiveError, InputError } from "../core/errors.ts";
import type { FindingCode } from "../core/finding-codes.ts";
import { displayPath } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { canonicalOrder } from "../core/repack-order.ts";
import { inGroups } from "./body-groups.ts";
import type { ArchiveFiles, PackCompressor, PackedMember, Packer } from "./ports.ts";

/**
 * 1980-01-01T00:00:00Z, the first moment that a zip can name. The latest time where nobody names one: packers write
 * none before it but on purpose, so that two archives of the same files get the same times.
 */
export const DEFAULT_EPOCH = 315_532_800;

/** Bodies held at once, bytes. */
const HELD_AT_ONCE = 64 * 1024 * 1024;
/** The largest body that is packed, bytes; it is held whole. */
const LARGEST_BODY = 1024 * 1024 * 1024;

/** What to pack again, and where to. */
export interface RepackRequest {
  readonly file: string;
  readonly output: string;
  /** The latest modification time that a member keeps, whole seconds since 1970 UTC; a later one becomes this. */
  readonly epoch: number;
  /** Write over an existing file. */
  readonly replace: boolean;
  readonly limits: Limits;
}

/** One kind of change that packing made. */
export interface Change {
  readonly code: FindingCode;
  readonly count: number;
  /** One place that has it, in display form. */
  readonly example: readonly string[];
}

/** The new archive and everything in which it differs from the old one. */
export interface Repacked {
  readonly input: Fingerprint;
  readonly output: Fingerprint;
  readonly changes: readonly Change[];
}

/** The parts of the outside that packing again needs. */
export interface RepackPorts {
  readonly files: ArchiveFiles;
  readonly packer: Packer;
}

/**
 * Writes the same files as a reproducible archive of the same format: members sorted by name, owners 0 without names,
 * modes 0644 and 0755, no time after the epoch, one compressor setting. Clamping keeps the order of times, so that no
 * product becomes older than what it was made from. The result is read back by the strict
 * reader and must hold the same files with the same bytes (L3), or nothing is left of it. Doing it twice changes
 * nothing more. A tar in bzip2 becomes one in gzip where the name of the output says so. Throws `InputError`
 * (`not-an-archive`, `compressor-not-written`, `output-exists`, `file-unusable`), `ArchiveError`.
 */
export async function repackArchive(
  request: RepackRequest,
  { files, packer }: RepackPorts,
  signal: AbortSignal,
): Promise<Repacked> {
  const input = assertArchive(await files.read(request.file, [], request.limits, signal), request);
  await using staged = await packer.stage(request.output, request.replace);
  const members = canonicalMembers(input.archive, request.epoch);
  await packer.pack(
    staged.file,
    {
      format: input.archive.format,
      compressor: compressorFor(input, request),
      rootPrefix: input.archive.entries.some(({ path }) => path === "."),
      members,
      body: bodiesOf(input.archive, members, request, files, signal),
    },
    signal,
  );
  const output = await files.read(staged.file, [], request.limits, signal);
  const changes = changesBetween(input, output, request);
  await staged.publish();
  return { input: input.file, output: output.file, changes };
}

type ArchiveReading = Extract<Reading, { kind: "archive" }>;

function assertArchive(reading: Reading, { file }: RepackRequest): ArchiveReading {
  if (reading.kind === "refused" || reading.kind === "unsupported") {
    const { code, message, offset } = reading.refusal;
    throw new ArchiveError(code, {
      expected: `an archive that the strict reader accepts in ${JSON.stringify(file)}`,
      found: `${message} (at byte ${String(offset)})`,
      next: `See docs/archives.md#${code}.`,
    });
  }
  if (reading.kind === "archive" && reading.layers.length <= 1) return reading;
  throw new InputError("not-an-archive", {
    expected: "a tar, a compressed tar, a zip, a wheel or a Debian package",
    found: `${JSON.stringify(file)} is ${reading.kind === "archive" ? "compressed twice" : "none of them"}`,
    next: "Pass the archive itself.",
  });
}

/** The compressor of the output: that of the input, or gzip for one that cannot be written if the name asks for it. */
function compressorFor(
  { layers }: ArchiveReading,
  { file, output }: RepackRequest,
): PackCompressor | null {
  const [format] = layers.map((layer) => layer.format);
  if (format !== "bzip2") return format ?? null;
  if (/\.(?:t|tar\.)gz$/i.test(output)) return "gzip";
  throw new InputError("compressor-not-written", {
    expected: `a compressor that can be written, for ${JSON.stringify(file)}`,
    found: "bzip2",
    next: "Name an output that ends in .tar.gz: then the same files are packed with gzip.",
  });
}

/** The entries with everything settled that a rebuild could settle otherwise. */
function canonicalMembers(archive: ArchiveModel, epoch: number): readonly PackedMember[] {
  const modes = new Map(archive.entries.map(({ path, mode }) => [path, mode ?? 0]));
  return canonicalOrder(archive).map((entry) => {
    const { path, type, size, linkTarget } = entry;
    const clamped = Math.min(entry.mtime, epoch);
    const own = type === "hardlink" && linkTarget !== null ? linkTarget : path;
    const isExecutable = ((modes.get(own) ?? 0) & 0o111) !== 0;
    const fileMode = isExecutable ? 0o755 : 0o644;
    const mode = { file: fileMode, hardlink: fileMode, symlink: 0o777, directory: 0o755 }[type];
    // A zip counts in pairs of seconds from 1980 on.
    const mtime =
      archive.format === "zip" ? Math.max(DEFAULT_EPOCH, clamped - (clamped % 2)) : clamped;
    return { path, type, mode, mtime, size, linkTarget };
  });
}

/** Hands out bodies in the order of the members, reading the input once per group and not once per body. */
function bodiesOf(
  archive: ArchiveModel,
  members: readonly PackedMember[],
  request: RepackRequest,
  files: ArchiveFiles,
  signal: AbortSignal,
): (path: PathBytes) => Promise<Uint8Array> {
  const entries = new Map(archive.entries.map((entry) => [entry.path, entry]));
  const wanted = members.filter(({ type }) => type === "file").map(({ path }) => path);
  const groups = inGroups(wanted, (path) => entries.get(path)?.size ?? 0, HELD_AT_ONCE);
  const groupOf = new Map(groups.flatMap((group) => group.map((path) => [path, group] as const)));
  let held: ReadonlyMap<PathBytes, Uint8Array> = new Map();
  return async (path) => {
    if (!held.has(path)) {
      const group = groupOf.get(path) ?? [path];
      held = await files.bodies(request.file, [], group, LARGEST_BODY, request.limits, signal);
    }
    const body = held.get(path);
    if (body !== undefined && sha256Hex(body) === entries.get(path)?.sha256) return body;
    throw new InputError("file-unusable", {
      expected: `members of at most ${String(LARGEST_BODY)} bytes, in a file that nobody changes`,
      found: `${displayPath(path)}: ${body === undefined ? "a larger one" : "other bytes than before"}`,
      next: "Pack archives of this size with the tool that made them.",
    });
  };
}

/** The differences between the old and the new archive; throws where one of them is more than metadata. */
function changesBetween(
  input: ArchiveReading,
  output: Reading,
  { file }: RepackRequest,
): readonly Change[] {
  const name = "archive";
  const isOther = output.kind === "archive" && output.layers[0]?.format !== input.layers[0]?.format;
  const comparison = compareReadings(
    isOther ? withoutLayers(input) : input,
    isOther ? withoutLayers(output) : output,
    { upload: name, rebuilt: name },
    { at: [name], commit: null, tracked: null, manifest: null },
  );
  if (comparison.level === null) throw unfaithful(file, comparison);
  const changes = new Map<FindingCode, Change>();
  if (isOther)
    changes.set("container-format", { code: "container-format", count: 1, example: [name] });
  for (const { code, path } of comparison.findings) {
    const known = changes.get(code);
    changes.set(
      code,
      known ? { ...known, count: known.count + 1 } : { code, count: 1, example: path },
    );
  }
  return [...changes.values()];
}

/** The container alone, as if it had never been compressed. */
function withoutLayers(reading: ArchiveReading): ArchiveReading {
  return { ...reading, file: reading.archive.content, layers: [] };
}

function unfaithful(file: string, { findings, undecided }: Comparison): ArchiveError {
  const [first] = [...undecided.map(({ code }) => code), ...findings.map(({ code }) => code)];
  return new ArchiveError("repack-unfaithful", {
    expected: `the same files after packing ${JSON.stringify(file)} again`,
    found: first ?? "no level of agreement",
    next: "Nothing was written. Please report this with the archive.",
  });
}
