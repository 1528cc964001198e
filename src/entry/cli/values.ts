import type { Complain } from "./command.ts";
import { quoted } from "./parse.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const LONGEST = 24 * 3_600_000;

/** Milliseconds of `90s`, `30m`, `1h30m` or `500ms`: more than nothing, at most a day. */
export function readDuration(flag: string, text: string, complain: Complain): number {
  const parts = [...text.matchAll(/(\d{1,9})(ms|s|m|h)/g)];
  const milliseconds = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? NaN),
    0,
  );
  const spelled = parts.map(([whole]) => whole).join("") === text;
  if (!spelled || !(milliseconds > 0) || milliseconds > LONGEST) {
    complain(
      `--${flag} takes a duration such as 90s, 30m or 1h30m, up to 24h; found ${quoted(text)}`,
    );
  }
  return milliseconds;
}

/** Variables from `NAME=VALUE`: portable names (POSIX 8.1), each once. */
export function readVariables(
  flag: string,
  texts: readonly string[],
  complain: Complain,
): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const text of texts) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined || value.includes("\0")) {
      complain(
        // The value may be a secret: only what stands before it is shown.
        `--${flag} takes NAME=VALUE with a name of letters, digits and _; found ${quoted(text.split("=")[0] ?? "")}`,
      );
    } else if (variables.has(name)) {
      complain(`--${flag} sets ${quoted(name)} twice`);
    } else {
      variables.set(name, value);
    }
  }
  return variables;
}

/** Whole seconds since 1970 of `@1700000000` or an RFC 3339 time with seconds and `Z`. */
export function readTime(flag: string, text: string, complain: Complain): number {
  const [, seconds] = /^@(\d{1,12})$/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds);
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at) || at < 0) {
    complain(
      `--${flag} takes @SECONDS or a time such as 2024-01-31T12:00:00Z; found ${quoted(text)}`,
    );
    return 0;
  }
  return at / 1000;
}
