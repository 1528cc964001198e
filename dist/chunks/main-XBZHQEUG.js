import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  COMMANDS,
  isCommandName
} from "./chunk-CZZPUCHE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/main.ts
async function main(argv, shell) {
  const [first, ...rest] = argv;
  if (first === "--help" || first === "-h" || first === "help") {
    const [name] = rest;
    const { overview } = await import("./overview-JSWK5CLU.js");
    if (name === void 0) await shell.stdout.write(overview());
    else return (await load(name)).execute(["--help"], shell);
    return 0;
  }
  if (first === void 0) {
    const { overview } = await import("./overview-JSWK5CLU.js");
    await shell.stderr.write(overview());
    return 2;
  }
  return (await load(first)).execute(rest, shell);
}
async function load(name) {
  if (isCommandName(name)) return COMMANDS[name].load();
  const { unknownCommand } = await import("./overview-JSWK5CLU.js");
  throw unknownCommand(name);
}
export {
  main
};
