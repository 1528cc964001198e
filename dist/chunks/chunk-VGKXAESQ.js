import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/render/words.ts
function counted(count, noun, plural = `${noun}s`) {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
var UNITS = ["kB", "MB", "GB", "TB"];
function sizeText(bytes) {
  if (bytes < 1e3) return counted(bytes, "byte");
  let value = bytes / 1e3;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1e3;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
function durationText(milliseconds) {
  if (milliseconds < 1e3) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 59950) return `${(milliseconds / 1e3).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1e3);
  return `${grouped(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}
function shortId(id) {
  return id.slice(0, 12);
}
function valueText(value) {
  if (value === null) return "not there";
  if (typeof value === "object") return `${counted(value.size, "byte")}, sha256 ${value.sha256}`;
  return String(value);
}
function briefValue(value) {
  return value !== null && typeof value === "object" ? `${counted(value.size, "byte")}, sha256 ${shortId(value.sha256)}…` : valueText(value);
}
function pathText(path) {
  return path.join(" ▸ ");
}
function innerPath(path) {
  return path.length > 1 ? path.slice(1) : path;
}
var CLASS_WORDS = {
  "in-commit": "as in the commit",
  rebuilt: "made again by the rebuild",
  "modified-explained": "changed, and the change is explained",
  "known-generated": "published output of a known tool",
  waived: "waived",
  unstable: "different from one rebuild to the next",
  unverifiable: "could not be verified here",
  unexplained: "not explained"
};

export {
  counted,
  grouped,
  sizeText,
  durationText,
  shortId,
  valueText,
  briefValue,
  pathText,
  innerPath,
  CLASS_WORDS
};
