
// src/core/statement/certificate-claims.ts
var FULCIO_ARC = "1.3.6.1.4.1.57264.1";
var CLAIM_EXTENSIONS = {
  8: "issuer",
  9: "buildSignerUri",
  10: "buildSignerDigest",
  11: "runnerEnvironment",
  12: "sourceRepositoryUri",
  13: "sourceRepositoryDigest",
  14: "sourceRepositoryRef",
  15: "sourceRepositoryId",
  16: "sourceRepositoryOwnerUri",
  17: "sourceRepositoryOwnerId",
  18: "buildConfigUri",
  19: "buildConfigDigest",
  20: "buildTrigger",
  21: "runInvocationUri",
  22: "sourceRepositoryVisibility",
  23: "deploymentEnvironment",
  24: "tokenSubject"
};
var DEPRECATED_EXTENSIONS = {
  1: "issuer",
  2: "trigger",
  3: "sha",
  4: "workflowName",
  5: "repository",
  6: "ref"
};
function claimContradictions({ claims, deprecated }, server) {
  const repository = deprecated.repository === void 0 ? void 0 : `${server}/${deprecated.repository}`;
  const pairs = [
    ["issuer", deprecated.issuer, claims.issuer],
    ["trigger", deprecated.trigger, claims.buildTrigger],
    ["sha", deprecated.sha, claims.sourceRepositoryDigest],
    ["repository", repository, claims.sourceRepositoryUri],
    ["ref", deprecated.ref, claims.sourceRepositoryRef]
  ];
  return pairs.filter(([, old, successor]) => old !== void 0 && old !== successor).map(([name]) => name);
}

export {
  FULCIO_ARC,
  CLAIM_EXTENSIONS,
  DEPRECATED_EXTENSIONS,
  claimContradictions
};
