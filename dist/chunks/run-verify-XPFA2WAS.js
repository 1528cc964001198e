import {
  judgeStatement,
  sigstoreVerifier,
  unjudged,
  unpinnedBy,
  uploadReader
} from "./chunk-RQONN52S.js";
import "./chunk-HWCROIX2.js";
import "./chunk-QSC5KBB2.js";
import "./chunk-KCIAQ45W.js";
import "./chunk-EANPBMFH.js";
import "./chunk-FP36P5M2.js";
import "./chunk-QEC3JCOC.js";
import "./chunk-EBKY2O5S.js";
import {
  findInstance,
  findTrustedRoot
} from "./chunk-IRQ76XMQ.js";
import {
  readWholeFile
} from "./chunk-EA3AGO37.js";
import {
  decodeUtf8
} from "./chunk-4AH4GH2R.js";
import {
  resultOf
} from "./chunk-PPQGIQ55.js";
import "./chunk-OAI657ZE.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-IVE75K52.js";
import {
  openWorkshop
} from "./chunk-XX7SVKQN.js";
import {
  InputError,
  repositoryOf
} from "./chunk-COCQMI2L.js";
import {
  REBUILD_PREDICATE_TYPE
} from "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-verify.ts
import { resolve } from "node:path";

// src/core/statement/bundle-file.ts
var LARGEST_BUNDLE_FILE = 32 * 1024 * 1024;
var MOST_BUNDLES = 1e3;
function readBundleFile(name, bytes) {
  if (bytes.byteLength > LARGEST_BUNDLE_FILE) {
    throw invalid(name, `${String(bytes.byteLength)} bytes`);
  }
  const text = decodeUtf8(bytes);
  if (text === null) throw invalid(name, "bytes that are not UTF-8");
  if (isJson(text)) return [{ name, text }];
  const bundles = text.split("\n").map((line, at) => ({ name: `${name}:${String(at + 1)}`, text: line })).filter((line) => line.text.trim() !== "");
  if (bundles.length === 0) throw invalid(name, "no bundle");
  if (bundles.length > MOST_BUNDLES) throw invalid(name, `${String(bundles.length)} bundles`);
  for (const bundle of bundles) {
    if (!isJson(bundle.text)) throw invalid(bundle.name, "text that is not JSON");
  }
  return bundles;
}
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
function invalid(name, found) {
  return new InputError("bundle-invalid", {
    expected: `a Sigstore bundle, or one per line, at most ${String(LARGEST_BUNDLE_FILE)} bytes`,
    found: `${found} (${name})`,
    next: "Pass the .sigstore.json or .jsonl file that came with the release, unchanged."
  });
}

// src/core/statement/verification-report.ts
function decideVerification(bundles, demanded, unpinned) {
  const present = {
    id: "bundle-present",
    passed: bundles.length > 0 && demanded.length > 0,
    expected: "at least one bundle",
    got: bundles.length === 1 ? "one bundle" : `${String(bundles.length)} bundles`
  };
  const winners = demanded.map((type) => bundles.find((bundle) => isPass(bundle, type)));
  const types = demanded.map((type, at) => predicateTypeCheck(type, winners[at], bundles));
  const deciding = demanded.map((type, at) => winners[at] ?? nearestMiss(bundles, type));
  const shown = new Set(deciding.filter((bundle) => bundle !== void 0));
  const checks = [
    present,
    ...types,
    ...[...shown].flatMap((bundle) => bundle.checks)
  ];
  const result = resultOf(checks);
  const statements = winners.flatMap((bundle) => bundle?.verified ?? []);
  return {
    result,
    checks,
    unpinned,
    bundles,
    statements: result === "PASSED" ? statements : []
  };
}
function isPass(bundle, type) {
  return bundle.verified?.statement.predicateType === type && resultOf(bundle.checks) === "PASSED";
}
function predicateTypeCheck(type, winner, bundles) {
  const got = bundles.map((bundle) => bundle.verified?.statement.predicateType ?? "unverified");
  return {
    id: "predicate-type",
    passed: winner !== void 0,
    expected: `a bundle that passes, of type ${type}`,
    got: winner === void 0 ? [...new Set(got)].join(", ") || "no bundle" : `a bundle that passes, of type ${type}`
  };
}
function nearestMiss(bundles, type) {
  const failures = (bundle) => bundle.checks.filter((check) => !check.passed).length;
  const rank = (bundle) => (bundle.verified?.statement.predicateType === type ? 0 : 1e3) + failures(bundle);
  return [...bundles].sort((a, b) => rank(a) - rank(b))[0];
}

// src/app/verify.ts
async function verify(request, ports, signal) {
  const upload = await ports.uploads.digests(request.upload, signal);
  const bundles = request.bundles.length > MOST_BUNDLES ? [] : request.bundles;
  const judged = bundles.map((bundle) => judgeBundle(bundle, upload, request, ports.verifier));
  return decideVerification(judged, request.predicateTypes, unpinnedBy(request.expectations));
}
function judgeBundle(bundle, upload, request, verifier) {
  try {
    const proof = verifier.verify(bundle, request.instance, request.trustedRoot);
    const judgements = proof.verified === null ? unjudged("the bundle did not verify") : judgeStatement(proof.verified, upload, request.expectations);
    return { ...proof, checks: [...proof.checks, ...judgements] };
  } catch (error) {
    const got = error instanceof Error ? error.message : "an error that is none";
    return {
      name: bundle.name,
      checks: [
        { id: "verifier", passed: false, expected: "an answer", got },
        ...unjudged("the verifier failed")
      ],
      verified: null
    };
  }
}

// src/entry/cli/run-verify.ts
async function commitOfTag({ ref, source }, { scratch, signal }, shell) {
  if (ref === null || source === null) return null;
  const { gitTags } = await import("./tag-reader-Q7OSKNIQ.js");
  return gitTags(shell.environment, scratch).commitOf(repositoryOf(source, shell), ref, signal);
}
async function runVerify(request, manner, shell) {
  var _stack = [];
  try {
    const bundles = [];
    for (const file of request.bundles) {
      const bytes = await readWholeFile(
        resolve(shell.directory, file),
        LARGEST_BUNDLE_FILE,
        "a file of Sigstore bundles"
      );
      bundles.push(...readBundleFile(file, bytes));
    }
    const instance = await findInstance(request.instance, shell);
    const workshop = __using(_stack, await openWorkshop(shell, manner), true);
    workshop.progress.phase("verify", request.upload);
    return await verify(
      {
        upload: resolve(shell.directory, request.upload),
        bundles,
        predicateTypes: [REBUILD_PREDICATE_TYPE],
        expectations: {
          issuer: request.issuer ?? instance.issuer,
          server: instance.server,
          repository: request.repository,
          signerWorkflow: request.signerWorkflow,
          signerDigest: null,
          commit: request.commit ?? await commitOfTag(request, workshop, shell),
          ref: request.ref,
          runner: null,
          subjectName: null
        },
        instance,
        trustedRoot: await findTrustedRoot(
          request.trustedRoot,
          instance,
          request.offline,
          workshop.scratch,
          shell
        )
      },
      { uploads: uploadReader(), verifier: sigstoreVerifier() },
      workshop.signal
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  runVerify
};
