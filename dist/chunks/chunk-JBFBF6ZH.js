import {
  quoted
} from "./chunk-COCQMI2L.js";

// src/entry/cli/values.ts
var UNITS = { ms: 1, s: 1e3, m: 6e4, h: 36e5 };
var LONGEST = 24 * 36e5;
function readDuration(flag, text, complain) {
  const parts = [...text.matchAll(/(\d{1,9})(ms|s|m|h)/g)];
  const milliseconds = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? NaN),
    0
  );
  const spelled = parts.map(([whole]) => whole).join("") === text;
  if (!spelled || !(milliseconds > 0) || milliseconds > LONGEST) {
    complain(
      `--${flag} takes a duration such as 90s, 30m or 1h30m, up to 24h; found ${quoted(text)}`
    );
  }
  return milliseconds;
}
function readVariables(flag, texts, complain) {
  const variables = /* @__PURE__ */ new Map();
  for (const text of texts) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
    if (name === void 0 || value === void 0 || value.includes("\0")) {
      complain(
        // The value may be a secret: only what stands before it is shown.
        `--${flag} takes NAME=VALUE with a name of letters, digits and _; found ${quoted(text.split("=")[0] ?? "")}`
      );
    } else if (variables.has(name)) {
      complain(`--${flag} sets ${quoted(name)} twice`);
    } else {
      variables.set(name, value);
    }
  }
  return variables;
}
function readTime(flag, text, complain) {
  const [, seconds] = /^@(\d{1,12})$/.exec(text) ?? [];
  if (seconds !== void 0) return Number(seconds);
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at) || at < 0) {
    complain(
      `--${flag} takes @SECONDS or a time such as 2024-01-31T12:00:00Z; found ${quoted(text)}`
    );
    return 0;
  }
  return at / 1e3;
}

export {
  readDuration,
  readVariables,
  readTime
};
