import {
  check,
  previewPlan
} from "./chunk-KHZTWM2J.js";
import "./chunk-O7FZZVYQ.js";
import "./chunk-FQY5ZDSF.js";
import {
  ACCEPTED_FOR_REBUILD,
  ACCEPTED_WITHOUT_BUILD,
  WIDTH,
  checkReportFolder,
  finishReport,
  gatePorts,
  labelled,
  wrapped
} from "./chunk-ME4NGRWJ.js";
import {
  VERSION
} from "./chunk-XHVXZRAQ.js";
import {
  openWorkshop
} from "./chunk-XX7SVKQN.js";
import {
  mannerOf,
  safeJson,
  safeLine
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-check.ts
import { basename } from "node:path";

// src/core/render/plan.ts
var COLUMN = { column: 20 };
function renderPlan({ plan, notApplicable }) {
  const lines = [
    ...plan === null ? wrapped("Nothing would be built: no preset makes any of these files.", WIDTH) : ["PLAN", ...plan.items.flatMap(planLines)],
    ...[...notApplicable].flatMap(
      ([name, kind]) => labelled("not applicable", `${name}: ${kind}`, COLUMN)
    )
  ];
  return `${lines.join("\n")}
`;
}
function planLines({ item, value, evidence }) {
  const label = safeLine(item.replace(/^env /, ""), 40);
  return labelled(label, `${value}  [${evidence}]`, COLUMN);
}
function planJson({ plan, notApplicable }) {
  const document = {
    plan: plan === null ? null : plan.items,
    phases: plan === null ? [] : plan.phases.map(({ name, command, network }) => ({ name, command, network })),
    notApplicable: [...notApplicable].map(([name, kind]) => ({ name, kind }))
  };
  return `${safeJson(document)}
`;
}

// src/entry/cli/run-check.ts
async function runCheck(request, given, shell) {
  var _stack = [];
  try {
    const manner = mannerOf(given, shell);
    const caller = { ...shell.environment };
    const workshop = __using(_stack, await openWorkshop(shell, manner), true);
    await checkReportFolder(manner, workshop);
    const uploads = request.uploads.map((file) => ({ file, name: basename(file) }));
    const build = {
      command: request.command,
      fetchCommand: request.fetch,
      sandbox: request.sandbox,
      network: request.network,
      outputs: request.outputs,
      environment: request.environment,
      tools: request.tools,
      timeoutMs: request.timeoutMs,
      caller
    };
    const terms = {
      // The command line takes at least one.
      uploads,
      source: { repository: request.repository, revision: request.revision, ...request.terms },
      preset: request.preset,
      limits: request.limits
    };
    const ports = gatePorts({ ...workshop, environment: caller });
    if (request.explainPlan) {
      const preview = await previewPlan({ ...terms, build }, ports, workshop.signal);
      workshop.progress.end();
      await shell.stdout.write(manner.format === "json" ? planJson(preview) : renderPlan(preview));
      return 0;
    }
    const report = await check(
      {
        ...terms,
        build: request.rebuild ? build : null,
        recheck: request.recheck,
        accepted: request.rebuild ? ACCEPTED_FOR_REBUILD : ACCEPTED_WITHOUT_BUILD,
        toolVersion: VERSION
      },
      ports,
      workshop.signal
    );
    workshop.progress.end();
    return await finishReport(report, manner, shell);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  runCheck
};
