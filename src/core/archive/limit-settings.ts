import { DEFAULT_LIMITS, type Limits } from "./limits.ts";

const BYTES: Readonly<Record<string, number>> = {
  "": 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
const COUNT: Readonly<Record<string, number>> = { "": 1 };
const TIME: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

interface Setting {
  readonly key: keyof Limits;
  readonly units: Readonly<Record<string, number>>;
  readonly least: number;
  readonly most: number;
}

const LARGEST = Number.MAX_SAFE_INTEGER;

/** What can be set, by the name that it has in the settings. Kept in memory, or on the stack: capped all the same. */
const SETTINGS: ReadonlyMap<string, Setting> = new Map([
  ["input", { key: "input", units: BYTES, least: 1, most: LARGEST }],
  ["output", { key: "output", units: BYTES, least: 1, most: LARGEST }],
  ["entry", { key: "entry", units: BYTES, least: 1, most: LARGEST }],
  ["ratio", { key: "ratio", units: COUNT, least: 1, most: LARGEST }],
  ["ratio-floor", { key: "ratioFloor", units: BYTES, least: 1, most: LARGEST }],
  ["entries", { key: "entries", units: COUNT, least: 1, most: LARGEST }],
  ["meta", { key: "meta", units: BYTES, least: 1, most: 64 * 2 ** 20 }],
  ["depth", { key: "depth", units: COUNT, least: 0, most: 64 }],
  ["time", { key: "time", units: TIME, least: 1000, most: 24 * 3_600_000 }],
]);

/** The names of all limits that can be set. */
export const LIMIT_NAMES: readonly string[] = [...SETTINGS.keys()];

/**
 * The limits with these settings, each `NAME=VALUE`: `entries=1000000`, `output=20GiB`, `time=10m`. What is wrong with
 * one goes to `problem`, and the default stands.
 */
export function readLimits(
  settings: readonly string[],
  problem: (expected: string, found: string) => void,
): Limits {
  const set = new Map<keyof Limits, number>();
  for (const text of settings) {
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    const setting = SETTINGS.get(name);
    if (setting === undefined || equals === -1) {
      problem(`NAME=VALUE with a name of ${LIMIT_NAMES.join(", ")}`, text);
    } else if (set.has(setting.key)) {
      problem(`${name} once`, text);
    } else {
      const value = valueOf(text.slice(equals + 1), setting);
      if (value === null) problem(`${name}=${rangeOf(setting)}`, text);
      set.set(setting.key, value ?? DEFAULT_LIMITS[setting.key]);
    }
  }
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(set) };
}

function valueOf(text: string, { units, least, most }: Setting): number | null {
  const [, digits = "", unit = ""] = /^(\d{1,16})([A-Za-z]*)$/.exec(text) ?? [];
  const value = Object.hasOwn(units, unit) ? Number(digits) * (units[unit] ?? NaN) : NaN;
  return digits !== "" && value >= least && value <= most ? value : null;
}

function rangeOf({ units, least, most }: Setting): string {
  if (units === TIME) return "a whole number of s, m or h, up to 24h";
  const words = units === BYTES ? "bytes, KiB, MiB, GiB or TiB" : "things";
  const upTo = most === LARGEST ? "" : `, up to ${String(most)}`;
  return `a whole number of ${words} from ${String(least)} on${upTo}`;
}

/** The settings that differ from the defaults, as they can be given again. */
export function changedLimits(limits: Limits): readonly string[] {
  return [...SETTINGS].flatMap(([name, { key }]) => {
    const value = limits[key];
    if (value === DEFAULT_LIMITS[key]) return [];
    return [`${name}=${key === "time" ? `${String(value / 1000)}s` : String(value)}`];
  });
}
