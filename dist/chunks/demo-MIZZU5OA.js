import {
  COMMON_FLAGS,
  EXITS,
  makeCommand
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/demo.ts
var manual = {
  name: "demo",
  summary: "gate this package itself, then a tampered twin of it",
  synopsis: ["rebuild-gate demo [--report DIR]"],
  description: [
    "Needs a clone of this repository. Packs its npm package, rebuilds it from HEAD, compares, signs the result with a Sigstore that lives and dies inside this process, and verifies the bundle. Then it repeats that on a twin in which one git-ignored file was changed, and shows how it is refused.",
    "The embedded Sigstore proves that signing and verifying work; it proves nothing about who signed. Its trusted root counts only here."
  ],
  operands: { name: "", least: 0, most: 0, meaning: "" },
  flags: [
    {
      name: "report",
      value: "DIR",
      fallback: ".demo in the clone, made anew",
      meaning: "Where the reports of both runs go."
    },
    ...COMMON_FLAGS
  ],
  exits: [
    { code: 0, when: "the package passed, and the twin was refused" },
    { code: 1, when: "the package is not what its commit builds" },
    EXITS.usage,
    EXITS.buildFailed,
    EXITS.infrastructure,
    EXITS.interrupted
  ],
  examples: [{ purpose: "From a fresh clone:", command: "npm run demo" }]
};
var demo = makeCommand({
  manual,
  read: (given) => ({ report: given.one("report") ?? null }),
  async run(request, _given, shell) {
    const { runDemo } = await import("./run-demo-6XWCHVVZ.js");
    return runDemo(request, shell);
  }
});
export {
  demo
};
