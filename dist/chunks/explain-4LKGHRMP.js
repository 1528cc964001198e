import {
  EXITS,
  REPORT_FLAGS,
  makeCommand,
  mannerOf
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/explain.ts
import { resolve } from "node:path";
var manual = {
  name: "explain",
  summary: "explain the findings of a report in depth",
  synopsis: ["rebuild-gate explain REPORT [PATH]"],
  description: [
    "Reads a report.json of `check` or `compare` and prints one finding or all of them: what differs, both values, why, who accepts it or could, what to do, and where to read on.",
    "The report is untrusted here: unknown fields are refused, and so is a verdict that its own findings contradict. With --format markdown or html, and without PATH, the whole report is rendered again."
  ],
  operands: {
    name: "REPORT [PATH]",
    least: 1,
    most: 2,
    meaning: "a report.json; and the path of a file as the report shows it, or its end (METADATA)"
  },
  flags: REPORT_FLAGS.filter(({ name }) => name !== "report"),
  exits: [{ code: 0, when: "the findings were printed, whatever the verdict is" }, EXITS.usage],
  examples: [
    { purpose: "All findings:", command: "rebuild-gate explain report/report.json" },
    {
      purpose: "One file:",
      command: "rebuild-gate explain report/report.json rich-13.3.1/PKG-INFO"
    }
  ]
};
var explain = makeCommand({
  manual,
  read(given, complain) {
    const [report = "", path] = given.operands;
    const format = given.one("format");
    if (path !== void 0 && (format === "markdown" || format === "html")) {
      complain("one finding is printed as text or json; leave out PATH for the whole report");
    }
    return { report, path: path ?? null };
  },
  async run(request, given, shell) {
    const { readReport } = await import("./report-file-7YCCZA7P.js");
    const { renderReport } = await import("./formats-PXSHRAR2.js");
    const { explanationJson, renderExplanation, selectFindings } = await import("./explanation-LLBLNK6J.js");
    const { COLOURED, PLAIN } = await import("./ink-C6RJMPZB.js");
    const { safeJson } = await import("./safe-text-6QNPXFDQ.js");
    const report = await readReport(resolve(shell.directory, request.report));
    const { format, stdoutColour } = mannerOf(given, shell);
    const ink = stdoutColour ? COLOURED : PLAIN;
    const findings = selectFindings(report, request.path);
    const text = format === "json" ? `${safeJson(explanationJson(report, findings))}
` : format === "text" ? renderExplanation(report, findings, ink) : renderReport(report, format, ink);
    await shell.stdout.write(text);
    return 0;
  }
});
export {
  explain
};
