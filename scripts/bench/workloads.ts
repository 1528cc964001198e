import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gateOverhead } from "./gate-overhead.ts";
import { writeTar, writeZip } from "./large-archives.ts";
import { Stopwatch, type Command, type Cost, type Pair } from "./measure.ts";
import { proofRatios } from "./source-proof.ts";
import { makeXzPair, type XzPair } from "./xz-pair.ts";

/** One line of the table; every figure with its unit. */
export interface Row {
  readonly work: string;
  readonly baseline: string;
  readonly cpu: string;
  readonly wall: string;
  readonly peak: string;
  readonly result: string;
  readonly budget: string;
}

/** What is measured, and with what. */
export interface BenchRequest {
  /** Empty; takes the archives. */
  readonly folder: string;
  readonly node: string;
  readonly cli: string;
  readonly runs: number;
  /** `xz-utils_5.4.1.orig.tar.xz`, or null to fetch it. */
  readonly original: string | null;
  readonly only: string;
  readonly tell: (line: string) => void;
}

interface Bench extends BenchRequest {
  readonly watch: Stopwatch;
  readonly gate: (...args: readonly string[]) => Command;
  readonly xz: () => XzPair;
}

/** The workloads by name; `only` picks those whose name contains it. */
const WORKLOADS: readonly (readonly [
  string,
  (bench: Bench) => Row | readonly Row[] | Promise<Row | readonly Row[]>,
])[] = [
  ["start", start],
  ["xz-compare", xzCompare],
  ["xz-classes", xzClasses],
  ["xz-opinion", xzOpinion],
  ["xz-diffoscope", diffoscope],
  ["equal", equalFiles],
  ["entries-tar", (bench) => entries(bench, "tar", writeTar)],
  ["entries-zip", (bench) => entries(bench, "zip", writeZip)],
  [
    "large-one",
    (bench) => large(bench, "one member", { count: 1, size: 2 * 1024 ** 3, changes: 1 }),
  ],
  [
    "large-many",
    (bench) => large(bench, "200,000 members", { count: 200_000, size: 10_737, changes: 1000 }),
  ],
  ["source-proof", sourceProof],
  ["check", ({ folder, gate, watch, runs }) => gateOverhead(folder, gate, watch, runs)],
  ["bundle", bundleSize],
];

/** Measures one workload after the other. */
export async function measureAll(request: BenchRequest): Promise<readonly Row[]> {
  let pair: XzPair | null = null;
  const bench: Bench = {
    ...request,
    watch: new Stopwatch(request.folder),
    gate: (...args) => ({ argv: [request.node, request.cli, ...args], exits: [0, 1] }),
    xz: () => (pair ??= makeXzPair(request.folder, request.original)),
  };
  const rows: Row[] = [];
  for (const [name, measure] of WORKLOADS) {
    if (!name.includes(request.only)) continue;
    request.tell(name);
    rows.push(...[await measure(bench)].flat());
  }
  return rows;
}

function start({ watch, gate, node, runs }: Bench): Row {
  const pair = watch.pair(gate("--version"), { argv: [node, "-e", "0"], exits: [0] }, 2 * runs);
  return ratioRow("start, `--version`", "`node -e 0`", pair, "2 ×");
}

function both(one: string, other: string): Command {
  return { argv: ["sh", "-c", 'zcat "$1" "$2" | sha256sum', "sh", one, other], exits: [0] };
}

const ZCAT = "`zcat` of both into `sha256sum`";

function xzCompare({ watch, gate, xz, runs, tell }: Bench): Row {
  const { upload, rebuilt, changed, tracked } = xz();
  tell(`${String(changed)} files differ, ${String(tracked)} are in the commit`);
  const pair = watch.pair(gate("compare", upload, rebuilt), both(upload, rebuilt), runs);
  return ratioRow("compare and explain the xz pair", ZCAT, pair, "2.5 ×");
}

function xzClasses({ watch, gate, xz, runs }: Bench): Row {
  const { upload, rebuilt, repository } = xz();
  const command = gate("compare", upload, rebuilt, "--source", repository);
  return ratioRow(
    "the same with `--source`",
    ZCAT,
    watch.pair(command, both(upload, rebuilt), runs),
    "4 ×",
  );
}

function xzOpinion({ watch, gate, xz, runs }: Bench): Row {
  const { upload, repacked } = xz();
  const pair = watch.pair(gate("compare", upload, repacked), both(upload, repacked), runs);
  return ratioRow("the xz pair repacked, with the second opinion", ZCAT, pair, "2.5 ×");
}

/** Once only: it takes a hundred times as long. */
function diffoscope({ watch, xz, tell }: Bench): readonly Row[] {
  if (spawnSync("diffoscope", ["--version"]).error !== undefined) {
    tell("diffoscope is not installed: not measured");
    return [];
  }
  const { upload, rebuilt } = xz();
  const quiet = ["--no-progress", "--text", "/dev/null"];
  const command: Command = { argv: ["diffoscope", ...quiet, upload, rebuilt], exits: [0, 1] };
  return [
    ratioRow("diffoscope on the xz pair", ZCAT, watch.pair(command, both(upload, rebuilt), 1), "–"),
  ];
}

async function equalFiles({ watch, gate, folder, runs }: Bench): Promise<Row> {
  const [one, other] = [join(folder, "equal-1"), join(folder, "equal-2")];
  await writeFile(one, randomBytes(256 * 1024 * 1024));
  await copyFile(one, other);
  const pair = watch.pair(
    gate("compare", one, other),
    { argv: ["sha256sum", one, other], exits: [0] },
    Math.min(runs, 5),
  );
  await Promise.all([rm(one), rm(other)]);
  return ratioRow("two equal files of 256 MiB", "`sha256sum` of both", pair, "1.2 × and start");
}

async function entries(
  { watch, gate, folder, runs }: Bench,
  kind: string,
  write: (file: string, count: number, size: number) => Promise<void>,
): Promise<Row> {
  const cost = async (count: number): Promise<Cost> => {
    const file = join(folder, `${String(count)}.${kind}`);
    await write(file, count, 100);
    const measured = watch.median(gate("inspect", "--format", "json", file), Math.min(runs, 5));
    await rm(file);
    return measured;
  };
  const [none, few, many] = [await cost(1), await cost(10_000), await cost(100_000)];
  const per = (of: Cost, count: number) => ((of.cpuSeconds - none.cpuSeconds) / count) * 1e6;
  const [slow, fast] = [per(few, 10_000), per(many, 100_000)];
  return {
    work: `inspect a ${kind} of 100,000 entries`,
    baseline: "the same of 10,000 entries",
    cpu: seconds(many.cpuSeconds),
    wall: seconds(many.wallSeconds),
    peak: mebibytes(many.peakMiB),
    result: `${fast.toFixed(0)} µs an entry beside ${slow.toFixed(0)}; ${bytesEach(many, none, 100_000)} B an entry`,
    budget: "at most 1.2 × the time an entry; 500 B an entry",
  };
}

function bytesEach(many: Cost, none: Cost, count: number): string {
  return (((many.peakMiB - none.peakMiB) * 1024 * 1024) / count).toFixed(0);
}

/** Files of one size; one in `changes` of them differs between the two archives. */
interface Members {
  readonly count: number;
  readonly size: number;
  readonly changes: number;
}

async function large(
  { folder, gate, watch, tell }: Bench,
  what: string,
  { count, size, changes }: Members,
): Promise<readonly Row[]> {
  const [one, other] = [join(folder, "large-1.tar.gz"), join(folder, "large-2.tar.gz")];
  tell(`writing two tar.gz of 2 GiB with ${what}`);
  await Promise.all([writeTar(one, count, size), writeTar(other, count, size, changes)]);
  const row = (work: string, cost: Cost, budget: string): Row => ({
    work: `${work} of 2 GiB, ${what}`,
    baseline: NONE,
    cpu: seconds(cost.cpuSeconds),
    wall: seconds(cost.wallSeconds),
    peak: mebibytes(cost.peakMiB),
    result: NONE,
    budget,
  });
  const inspected = watch.run(gate("inspect", "--format", "json", one));
  const compared = watch.run(gate("compare", one, other));
  await Promise.all([rm(one), rm(other)]);
  const differ = `${String(count / changes)} of which differ${count === changes ? "s" : ""}`;
  return [
    row("inspect a tar.gz", inspected, "200 MB"),
    row(`compare two tar.gz (${differ})`, compared, "300 MB"),
  ];
}

const NONE = "–";

/** In this process, and by the wall: what git does beside it is half of the work. */
async function sourceProof({ runs }: Bench): Promise<readonly Row[]> {
  const { checkOut, proof, described } = await proofRatios(Math.min(runs, 5));
  const row = (work: string, { milliseconds, ratio }: typeof proof): Row => ({
    work,
    baseline: `\`git checkout-index -a\` (${seconds(checkOut / 1000)})`,
    cpu: NONE,
    wall: seconds(milliseconds / 1000),
    peak: NONE,
    result: `${ratio.toFixed(2)} × wall`,
    budget: "0.6 ×",
  });
  return [
    row("prove a commit of 5,000 files", proof),
    row("the same of a folder, its work tree described", described),
  ];
}

/** All files of the folder of the program, with the licences; the program loads a part of them. */
async function bundleSize({ cli }: Bench): Promise<Row> {
  const folder = dirname(cli);
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  const result = `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
  const budget = "4 MiB";
  return { work: "the bundle", baseline: NONE, cpu: NONE, wall: NONE, peak: NONE, result, budget };
}

function ratioRow(work: string, baseline: string, pair: Pair, budget: string): Row {
  return {
    work,
    baseline: `${baseline} (${seconds(pair.baseline.cpuSeconds)})`,
    cpu: seconds(pair.command.cpuSeconds),
    wall: seconds(pair.command.wallSeconds),
    peak: mebibytes(pair.command.peakMiB),
    result: `${pair.cpuRatio.toFixed(2)} × CPU, ${pair.wallRatio.toFixed(2)} × wall`,
    budget,
  };
}

function seconds(value: number): string {
  return `${value.toFixed(value < 0.1 ? 3 : 2)} s`;
}

function mebibytes(value: number): string {
  return `${value.toFixed(0)} MiB`;
}
