/** The tiers that are not part of `npm test`, each with its folder under __tests__. */
const ownTier = ["real", "action-runner", "bench"];
const tier = process.env["REBUILD_GATE_TIER"] ?? "default";
if (tier !== "default" && !ownTier.includes(tier)) {
  throw new Error(
    `expected REBUILD_GATE_TIER to be one of default, ${ownTier.join(", ")}; found "${tier}"`,
  );
}

/** Counting branches costs hardly any time, so the run that must pass anyway does it when asked to. */
const coverage = {
  collectCoverage: true,
  collectCoverageFrom: ["src/core/**/*.ts"],
  coverageThreshold: { global: { branches: 95 } },
};

/** @type {import("jest").Config} */
export default {
  testMatch: [
    tier === "default"
      ? "<rootDir>/__tests__/**/*.test.ts"
      : `<rootDir>/__tests__/${tier}/**/*.test.ts`,
  ],
  testPathIgnorePatterns: [
    "/node_modules/",
    ...(tier === "default" ? ownTier.map((name) => `<rootDir>/__tests__/${name}/`) : []),
  ],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  cacheDirectory: "<rootDir>/.cache/jest",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/scripts/jest/transform.mjs" },
  globalSetup: "<rootDir>/scripts/jest/set-up.mjs",
  testEnvironment: "node",
  // Most tests wait for processes of their own, so the core that jest leaves free by default would idle.
  maxWorkers: 2,
  // Far beyond what any test takes: a runner that stalls for a minute is no failure of ours.
  testTimeout: 600_000,
  reporters: ["default", "<rootDir>/scripts/jest/closing-line.mjs"],
  coverageProvider: "v8",
  coverageDirectory: "coverage",
  coverageReporters: ["text-summary", "json"],
  ...(process.env["REBUILD_GATE_COVERAGE"] === "1" ? coverage : {}),
};
