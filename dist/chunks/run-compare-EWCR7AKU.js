import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkReportFolder,
  finishReport
} from "./chunk-R3BIZT2N.js";
import {
  openWorkshop
} from "./chunk-TYGVCUDO.js";
import {
  mannerOf
} from "./chunk-LY2CZTVA.js";
import {
  ACCEPTED_FOR_REBUILD,
  RunLog,
  gatePorts,
  judgePair,
  makeReport
} from "./chunk-ATZMHPHR.js";
import "./chunk-VNHDQG56.js";
import "./chunk-CVDKL7A3.js";
import "./chunk-QR5SOYFG.js";
import "./chunk-RVGRMXAE.js";
import "./chunk-3I4T7SDJ.js";
import "./chunk-PJS7RXYH.js";
import "./chunk-ZUMJATQO.js";
import "./chunk-ZSKO4KEF.js";
import {
  VERSION
} from "./chunk-XHVXZRAQ.js";
import "./chunk-ZEO36RTO.js";
import "./chunk-XJNHG5EC.js";
import "./chunk-SONAEMCK.js";
import {
  DEFAULT_LIMITS
} from "./chunk-M4RTCP55.js";
import "./chunk-DLAJ6I3W.js";
import "./chunk-R67YSPQL.js";
import "./chunk-2PK7QSDG.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-EL3KX6LU.js";
import "./chunk-W7NP6TZG.js";
import "./chunk-YGR2HKEP.js";
import "./chunk-YDC43DTV.js";
import "./chunk-EPPP6VBZ.js";
import "./chunk-VGKXAESQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QG4KOVD7.js";
import "./chunk-GVPLSKDB.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-compare.ts
import { basename } from "node:path";

// src/app/compare-given.ts
async function compareGiven(request, ports, signal) {
  const { upload, rebuilt, accepted, limits } = request;
  const createdAt = ports.clock.now();
  const log = new RunLog(ports.clock, ports.progress);
  for (const { file } of [upload, rebuilt]) await ports.files.fingerprint(file, signal);
  const source = request.source === null ? null : await ports.prover.prove(request.source, ports.scratch, log, signal);
  log.phase("compare", `${upload.name} with ${rebuilt.name}`);
  const artifact = await judgePair(upload, rebuilt, {
    files: ports.files,
    secondOpinion: ports.secondOpinion,
    limits,
    accepted,
    source,
    signal
  });
  return makeReport({
    command: "compare",
    mode: "given",
    toolVersion: request.toolVersion,
    createdAt,
    source: source?.tree ?? null,
    build: null,
    artifacts: [artifact],
    accepted,
    notices: log.notices(),
    timings: log.timings()
  });
}

// src/entry/cli/run-compare.ts
async function runCompare(request, given, shell) {
  var _stack = [];
  try {
    const manner = mannerOf(given, shell);
    const workshop = __using(_stack, await openWorkshop(shell, manner), true);
    await checkReportFolder(manner, workshop);
    const report = await compareGiven(
      {
        upload: { file: request.upload, name: basename(request.upload) },
        rebuilt: { file: request.rebuilt, name: basename(request.rebuilt) },
        source: request.source,
        accepted: ACCEPTED_FOR_REBUILD,
        limits: DEFAULT_LIMITS,
        toolVersion: VERSION
      },
      gatePorts({ ...workshop, environment: shell.environment }),
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
  runCompare
};
