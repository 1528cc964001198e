/*
 * What any consumer can observe of a tar, read by nothing of ours: an oracle for tests. It is written from the format
 * (POSIX.1-2024, pax, "ustar Interchange Format" and "pax Header Block"; GNU tar manual, "Basic Tar Format") and knows
 * nothing of models or findings. What it masks is what the normalisers name, and nothing else.
 */

const BLOCK = 512;
const ZERO_BLOCK = Buffer.alloc(BLOCK);

/** Null: this oracle does not know such a file, so nobody may call it equivalent to one that it knows. */
export type Observed = string | null;

/** A product and the file it is made from. */
type Pairs = readonly (readonly [product: string, prerequisite: string])[];

class Unknown extends Error {}

function demand(holds: boolean): void {
  if (!holds) throw new Unknown();
}

/** Text up to the first NUL; behind it there must be NULs only. */
function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  if (end === -1) return field.toString("latin1");
  demand(field.subarray(end).every((byte) => byte === 0));
  return field.subarray(0, end).toString("latin1");
}

/** An octal number with one of the usual ends. */
function number(block: Buffer, at: number, length: number): number {
  const field = block.subarray(at, at + length).toString("latin1");
  const digits = /^([0-7]+)(?:\0+| | \0|\0 )$/.exec(field)?.[1];
  demand(digits !== undefined);
  return Number.parseInt(digits!, 8);
}

function records(body: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < body.length;) {
    const digits = /^[1-9][0-9]*(?= )/.exec(body.subarray(at, at + 8).toString("latin1"))?.[0];
    demand(digits !== undefined);
    const record = body.subarray(at, at + Number(digits)).toString("latin1");
    demand(record.length === Number(digits) && record.endsWith("\n"));
    const [, key, value] = /^[0-9]+ ([^=]+)=(.+)\n$/s.exec(record) ?? [];
    demand(key !== undefined && value !== undefined && !found.has(key));
    demand(["path", "linkpath", "mtime"].includes(key!) && !value!.includes("\0"));
    found.set(key!, value!);
    at += record.length;
  }
  return found;
}

interface Overrides {
  readonly name?: string;
  readonly target?: string;
  readonly time?: string;
  readonly kinds: string;
}

/** What a consumer observes: entries by name, and which of the pairs (product, prerequisite) is out of order. */
export function observedTar(tar: Uint8Array, pairs: Pairs = []): Observed {
  try {
    return walk(Buffer.from(tar), pairs);
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
}

function walk(tar: Buffer, pairs: Pairs): string {
  demand(tar.length % BLOCK === 0);
  const entries = new Map<string, unknown>();
  const times = new Map<string, readonly [number, number]>();
  const globals: string[] = [];
  let over: Overrides = { kinds: "" };
  let at = 0;
  const block = () => tar.subarray(at, at + BLOCK);
  for (; at < tar.length && !block().equals(ZERO_BLOCK);) {
    const header = Buffer.from(block());
    const size = number(header, 124, 12);
    const body = tar.subarray(at + BLOCK, at + BLOCK + size);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    demand(at + BLOCK + padded <= tar.length);
    demand(tar.subarray(at + BLOCK + size, at + BLOCK + padded).every((byte) => byte === 0));
    at += BLOCK + padded;
    checkHeader(header);
    const type = header[156] === 0 ? "0" : text(header, 156, 1);
    if ("xLKg".includes(type)) {
      over = overridden(over, type, header, body, globals, entries.size);
      continue;
    }
    const [name, entry, time] = entryOf(header, type, body, over);
    over = { kinds: "" };
    demand(!entries.has(name));
    entries.set(name, entry);
    times.set(name, time);
  }
  demand(over.kinds === "");
  // The end: two zero blocks or more, and nothing else.
  demand(tar.length - at >= 2 * BLOCK && tar.subarray(at).every((byte) => byte === 0));
  const stale = pairs.map(([product, prerequisite]) =>
    [0, 1].map(
      (view) => (times.get(prerequisite)?.[view] ?? 0) > (times.get(product)?.[view] ?? 0),
    ),
  );
  // A link must stand behind its target, or a consumer has nothing to link to.
  const names = [...entries.keys()];
  const early = names.filter((name) => {
    const [type, , , , target] = entries.get(name) as readonly unknown[];
    return type === "1" && !names.slice(0, names.indexOf(name)).includes(String(target));
  });
  demand(early.length === 0);
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([sorted, stale, globals]);
}

function checkHeader(header: Buffer): void {
  const sum = number(header, 148, 8);
  const blank = Buffer.from(header);
  blank.fill(0x20, 148, 156);
  demand(sum === blank.reduce((total, byte) => total + byte, 0));
  const magic = header.subarray(257, 265).toString("latin1");
  demand(magic === "ustar\x0000" || magic === "ustar  \0");
  if (magic === "ustar  \0") demand(header.subarray(345, 500).every((byte) => byte === 0));
  demand(header.subarray(500).every((byte) => byte === 0));
  for (const at of [329, 337]) {
    const isEmpty = header.subarray(at, at + 8).every((byte) => byte === 0);
    demand(isEmpty || number(header, at, 8) === 0);
  }
  for (const at of [265, 297]) demand(!/[^ -~\x80-\xff]/.test(text(header, at, 32)));
  for (const at of [100, 108, 116]) number(header, at, 8);
  number(header, 136, 12);
}

function overridden(
  over: Overrides,
  type: string,
  header: Buffer,
  body: Buffer,
  globals: string[],
  entriesBefore: number,
): Overrides {
  // Consumers that do not know these members write them out under their names.
  const usual = {
    x: "././@PaxHeader",
    L: "././@LongLink",
    K: "././@LongLink",
    g: "pax_global_header",
  };
  demand(text(header, 0, 100) === usual[type as "x"] && text(header, 345, 155) === "");
  demand(text(header, 157, 100) === "" && number(header, 100, 8) <= 0o7777);
  if (type === "g") {
    demand(entriesBefore === 0 && globals.length === 0 && over.kinds === "");
    demand(/^52 comment=[0-9a-f]{40}\n$/.test(body.toString("latin1")));
    globals.push(body.toString("latin1"));
    return over;
  }
  demand(
    !over.kinds.includes(type) && (type === "x" ? over.kinds === "" : !over.kinds.includes("x")),
  );
  const kinds = over.kinds + type;
  if (type === "x") {
    const found = records(body);
    return {
      kinds,
      ...(found.has("path") ? { name: found.get("path")! } : {}),
      ...(found.has("linkpath") ? { target: found.get("linkpath")! } : {}),
      ...(found.has("mtime") ? { time: found.get("mtime")! } : {}),
    };
  }
  const value = text(body, 0, body.length);
  demand(value.length === body.length - 1);
  return type === "L" ? { ...over, kinds, name: value } : { ...over, kinds, target: value };
}

type ObservedEntry = readonly [name: string, entry: unknown, times: readonly [number, number]];

function entryOf(header: Buffer, type: string, body: Buffer, over: Overrides): ObservedEntry {
  demand("0125".includes(type) && (type === "0" || body.length === 0));
  const short = text(header, 0, 100);
  const prefix = text(header, 345, 155);
  const own = prefix === "" ? short : `${prefix}/${short}`;
  // A reader that does not know the long name takes this one, so it must be its beginning.
  if (over.name !== undefined) demand(over.name.startsWith(own) && own !== "");
  const whole = over.name ?? own;
  const link = text(header, 157, 100);
  if (over.target !== undefined) demand(over.target.startsWith(link));
  const name = type === "5" ? whole.replace(/\/$/, "") : whole;
  demand(name !== "" && !/(^|\/)\.{0,2}(\/|$)/.test(name) && !/[^ -~\x80-\xff]|[\\:]/.test(name));
  const mode = number(header, 100, 8);
  const entry = [type, mode, body.toString("latin1"), ownerOf(header, mode), over.target ?? link];
  return [name, entry, timesOf(header, over)];
}

/** The owner where it decides as whom a file runs. */
function ownerOf(header: Buffer, mode: number): unknown {
  if ((mode & 0o6000) === 0) return null;
  const names = [text(header, 265, 32), text(header, 297, 32)];
  return [number(header, 108, 8), number(header, 116, 8), ...names];
}

/** The time with PAX records and without; the header's must be the other cut or rounded. */
function timesOf(header: Buffer, { time }: Overrides): readonly [number, number] {
  const own = number(header, 136, 12);
  if (time === undefined) return [own, own];
  demand(/^[0-9]{1,11}(\.[0-9]{1,9})?$/.test(time));
  demand(own === Math.floor(Number(time)) || own === Math.round(Number(time)));
  return [Number(time), own];
}
