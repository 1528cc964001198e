import type { Entry, Reading } from "../archive/model.ts";
import { displayPath } from "../path-bytes.ts";
import { safeJson, safeLine } from "../safe-text.ts";
import { counted, grouped, sizeText } from "./words.ts";

/** One entry as `inspect --format json` shows it; paths that are not UTF-8 have `\xNN` (design section 5.2). */
export interface InspectedEntry {
  readonly path: string;
  readonly type: Entry["type"];
  /** Four octal digits, or null where the container gives none. */
  readonly mode: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly linkTarget?: string;
}

/** What the strict reader saw, or why it refuses. */
export type Inspection =
  | { readonly ok: true; readonly format: string; readonly entries: readonly InspectedEntry[] }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly offset: number;
    };

/** The document that `inspect` prints for a reading; a file that is no archive is refused with `not-an-archive`. */
export function inspectionOf(reading: Reading): Inspection {
  switch (reading.kind) {
    case "archive":
      return {
        ok: true,
        format: [reading.archive.format, ...reading.layers.map(({ format }) => format)].join("+"),
        entries: reading.archive.entries.map(inspectedEntry),
      };
    case "opaque":
      return {
        ok: false,
        code: "not-an-archive",
        message:
          reading.layers.length === 0
            ? "the first bytes are those of no archive"
            : `inside ${reading.layers.map(({ format }) => format).join("+")} is no archive`,
        offset: 0,
      };
    case "unsupported":
    case "refused": {
      const { code, message, offset } = reading.refusal;
      return { ok: false, code, message, offset };
    }
  }
}

function inspectedEntry({ path, type, mode, size, sha256, linkTarget }: Entry): InspectedEntry {
  return {
    path: displayPath(path),
    type,
    mode: mode === null ? null : mode.toString(8).padStart(4, "0"),
    size,
    sha256,
    ...(linkTarget === null ? {} : { linkTarget: displayPath(linkTarget) }),
  };
}

/** Entries that are spelled at a time: so few that what is made for them is soon forgotten. */
const AT_A_TIME = 32;

/**
 * The inspection of a reading as one JSON document in pieces, the same bytes as `safeJson` of `inspectionOf` and a
 * newline: of a large archive the whole would take several times the memory that the archive's model does.
 */
export function* inspectionJson(reading: Reading): Generator<string, void, void> {
  if (reading.kind !== "archive" || reading.archive.entries.length === 0) {
    yield `${safeJson(inspectionOf(reading))}\n`;
    return;
  }
  const { entries } = reading.archive;
  const empty = inspectionOf({ ...reading, archive: { ...reading.archive, entries: [] } });
  yield safeJson(empty).slice(0, -"]\n}".length);
  for (let at = 0; at < entries.length; at += AT_A_TIME) {
    const some = entries.slice(at, at + AT_A_TIME).map(inspectedEntry);
    const inner = safeJson(some).slice("[".length, -"\n]".length).replaceAll("\n", "\n  ");
    yield at === 0 ? inner : `,${inner}`;
  }
  yield "\n  ]\n}\n";
}

/** An inspection for a terminal, like `ls -l`: type and mode, size, digest, path. */
export function renderInspection(inspection: Inspection): string {
  if (!inspection.ok) {
    const { code, message, offset } = inspection;
    return `refused: ${safeLine(code)} at byte ${grouped(offset)}\n  ${safeLine(message)}\n`;
  }
  const { format, entries } = inspection;
  const width = entries.reduce((widest, { size }) => Math.max(widest, String(size).length), 4);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  return [
    `${format}, ${counted(entries.length, "entry", "entries")}, ${sizeText(total)} of content; every byte is accounted for`,
    ...entries.map((entry) =>
      [
        permissions(entry),
        String(entry.size).padStart(width),
        (entry.sha256 ?? "-").slice(0, 12).padEnd(12),
        `${safeLine(entry.path, Infinity)}${arrow(entry)}`,
      ].join("  "),
    ),
    "",
  ].join("\n");
}

const TYPE_LETTER = { file: "-", directory: "d", symlink: "l", hardlink: "h" } as const;

function permissions({ type, mode }: InspectedEntry): string {
  if (mode === null) return `${TYPE_LETTER[type]}?????????`;
  const bits = Number.parseInt(mode, 8);
  const letters = Array.from("rwxrwxrwx", (letter, at) => (bits & (0o400 >> at) ? letter : "-"));
  const special: readonly (readonly [number, number, string])[] = [
    [0o4000, 2, "s"],
    [0o2000, 5, "s"],
    [0o1000, 8, "t"],
  ];
  for (const [bit, at, letter] of special) {
    if (bits & bit) letters[at] = letters[at] === "x" ? letter : letter.toUpperCase();
  }
  return `${TYPE_LETTER[type]}${letters.join("")}`;
}

function arrow({ type, linkTarget }: InspectedEntry): string {
  if (linkTarget === undefined) return "";
  return `${type === "hardlink" ? " link to " : " -> "}${safeLine(linkTarget)}`;
}
