import {
  check
} from "./chunk-YUCIGL74.js";
import {
  ACCEPTED_FOR_REBUILD,
  ACCEPTED_WITHOUT_BUILD,
  checkReportFolder,
  finishReport,
  gatePorts
} from "./chunk-VYORB7PX.js";
import {
  VERSION
} from "./chunk-XHVXZRAQ.js";
import {
  openWorkshop
} from "./chunk-NSJHUZVR.js";
import {
  mannerOf
} from "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-check.ts
import { basename } from "node:path";
async function runCheck(request, given, shell) {
  var _stack = [];
  try {
    const manner = mannerOf(given, shell);
    const caller = { ...shell.environment };
    const workshop = __using(_stack, await openWorkshop(shell, manner), true);
    await checkReportFolder(manner, workshop);
    const uploads = request.uploads.map((file) => ({ file, name: basename(file) }));
    const report = await check(
      {
        // The command line takes at least one.
        uploads,
        source: {
          repository: request.repository,
          revision: request.revision,
          ...request.terms
        },
        build: request.command === null ? null : {
          command: request.command,
          fetchCommand: request.fetch,
          sandbox: request.sandbox,
          network: request.network,
          outputs: request.outputs,
          environment: request.environment,
          tools: request.tools,
          timeoutMs: request.timeoutMs,
          caller
        },
        recheck: request.recheck,
        accepted: request.command === null ? ACCEPTED_WITHOUT_BUILD : ACCEPTED_FOR_REBUILD,
        limits: request.limits,
        toolVersion: VERSION
      },
      gatePorts({ ...workshop, environment: caller }),
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
