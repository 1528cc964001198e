import { format } from "prettier";
import { REFUSAL_CODES } from "../../src/core/archive/refusal-codes.ts";
import type { ListedArchive } from "./archive-list.ts";
import type { Disagreement } from "./judge-all.ts";
import type { Measurement, RefusedArchive } from "./measurement.ts";

const START = "<!-- measured: written by scripts/corpus.ts -->";
const END = "<!-- /measured -->";

/** The page with this measurement in place of the last one. `about` says when, where and how long. */
export async function measuredPage(
  page: string,
  measurement: Measurement,
  about: string,
): Promise<string> {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from === -1 || to < from) throw new Error(`expected ${START} and ${END} in the page`);
  const text = [about, ...sections(measurement)].join("\n\n");
  const whole = `${page.slice(0, from + START.length)}\n\n${text}\n\n${page.slice(to)}`;
  return format(whole, { parser: "markdown", printWidth: 100 });
}

function sections(measurement: Measurement): readonly string[] {
  return [
    table(
      "Source",
      counted(measurement, ({ source }) => source),
    ),
    table("Format", counted(measurement, formatOf)),
    "### Refused",
    refusals(measurement.refused),
    "### Not to be had",
    list(measurement.missing.map(({ archive, reason }) => `${nameOf(archive)}: ${reason}`)),
    "### Judges",
    judges(measurement),
    "### Disagreements",
    list(measurement.judgement.disagreements.map(disagreement)),
  ];
}

interface Count {
  readonly group: string;
  readonly read: number;
  readonly refused: number;
  readonly missing: number;
}

function counted(
  { read, refused, missing }: Measurement,
  groupOf: (archive: ListedArchive) => string,
): readonly Count[] {
  const all = [
    ...read.map((archive) => ({ archive, kind: "read" })),
    ...refused.map(({ archive }) => ({ archive, kind: "refused" })),
    ...missing.map(({ archive }) => ({ archive, kind: "missing" })),
  ];
  const groups = [...Map.groupBy(all, ({ archive }) => groupOf(archive))].sort(byGroup);
  const count = (group: string, members: typeof all): Count => {
    const of = (kind: string) => members.filter((member) => member.kind === kind).length;
    return { group, read: of("read"), refused: of("refused"), missing: of("missing") };
  };
  return [...groups.map(([group, members]) => count(group, members)), count("**all**", all)];
}

function byGroup([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function table(head: string, counts: readonly Count[]): string {
  const rows = counts.map(({ group, read, refused, missing }) => {
    const share = read + refused === 0 ? "" : `${((100 * read) / (read + refused)).toFixed(1)} %`;
    const cells = [group, read + refused + missing, read, refused, missing, share];
    return `| ${cells.map(String).join(" | ")} |`;
  });
  return [
    `| ${head} | Listed | Read | Refused | Not to be had | Read of those had |`,
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

/** By the end of the name. */
function formatOf({ name }: ListedArchive): string {
  const [ending = ""] = /(\.tar)?\.[a-z0-9]+$/.exec(name) ?? [];
  return `\`${ending}\``;
}

function refusals(refused: readonly RefusedArchive[]): string {
  const groups = [...Map.groupBy(refused, ({ code }) => code)].sort(byGroup);
  return list(
    groups.map(([code, archives]) => {
      const names = archives.map(({ archive }) => nameOf(archive)).join(", ");
      const reason = code in REFUSAL_CODES ? `[${code}](archives.md#${code})` : code;
      return `${reason}, ${String(archives.length)}: ${names}`;
    }),
  );
}

function judges({ judgement }: Measurement): string {
  return list([
    ...[...judgement.asked].map(([judge, count]) => `${judge}: asked about ${String(count)}`),
    ...[...judgement.missing].map(([judge, why]) => `${judge}: not asked, ${why}`),
  ]);
}

const SHOWN = 3;

function disagreement({ archive, judge, differences }: Disagreement): string {
  const first = differences.slice(0, SHOWN).map(code).join(", ");
  const more = differences.length > SHOWN ? `, and ${String(differences.length - SHOWN)} more` : "";
  return `${nameOf(archive)}: ${judge} sees ${first}${more}`;
}

function nameOf({ source, name }: ListedArchive): string {
  return `${source} ${code(name)}`;
}

function code(text: string): string {
  const quiet = text.replaceAll(/\s+/g, " ").replaceAll("`", "'").slice(0, 200);
  return `\`${quiet}\``;
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? "None." : lines.map((line) => `- ${line}.`).join("\n");
}
