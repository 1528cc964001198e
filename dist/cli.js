#!/usr/bin/env node
import {
  VERSION
} from "./chunks/chunk-XHVXZRAQ.js";
import {
  documentation
} from "./chunks/chunk-FPZJALNE.js";
import "./chunks/chunk-QLIL6GH6.js";

// src/entry/supported-node.ts
var SUPPORTED_NODE = "^22.22.2 || ^24.15.0 || >=26";
var OLDEST = /* @__PURE__ */ new Map([
  [22, [22, 2]],
  [24, [15, 0]]
]);
var EVERY_FROM = 26;
function isSupportedNode(version) {
  const parts = /^v(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (parts === void 0) return false;
  const [major = 0, minor = 0, patch = 0] = parts;
  if (major >= EVERY_FROM) return true;
  const [oldestMinor = Infinity, oldestPatch = 0] = OLDEST.get(major) ?? [];
  return minor > oldestMinor || minor === oldestMinor && patch >= oldestPatch;
}
var CODE = "node-unsupported";
function unsupportedNode(version) {
  return [
    `rebuild-gate: ${CODE}`,
    `  expected  Node ${SUPPORTED_NODE}`,
    `  found     ${version}`,
    "  next      Install one of these (https://nodejs.org/en/download), or put its folder first on PATH.",
    `  docs      ${documentation("errors", CODE)}`,
    ""
  ].join("\n");
}

// src/entry/cli.ts
var [first = ""] = process.argv.slice(2);
if (first === "--version" || first === "-V") {
  process.stdout.write(`rebuild-gate ${VERSION}
`);
} else if (!isSupportedNode(process.version) && !["--help", "-h", "help"].includes(first)) {
  process.stderr.write(unsupportedNode(process.version));
  process.exitCode = 2;
} else {
  const { run } = await import("./chunks/run-X7BBDTNM.js");
  const { main } = await import("./chunks/main-Z4R2NX72.js");
  await run(main);
}
