
// src/core/build-plan.ts
var NETWORK_MODES = ["none", "fetch", "open"];
var ISOLATION_LEVELS = ["namespaces", "user", "process", "none"];
var SANDBOX_REQUESTS = ["auto", "required", "off"];

export {
  NETWORK_MODES,
  ISOLATION_LEVELS,
  SANDBOX_REQUESTS
};
