#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  VERSION
} from "./chunks/chunk-XHVXZRAQ.js";
import "./chunks/chunk-QLIL6GH6.js";

// src/entry/cli.ts
if (process.argv[2] === "--version" || process.argv[2] === "-V") {
  process.stdout.write(`rebuild-gate ${VERSION}
`);
} else {
  const { run } = await import("./chunks/run-42ZO2AVK.js");
  const { main } = await import("./chunks/main-KQRPNBKI.js");
  await run(main);
}
