// Shows more generated archives to the other readers than the default tier does:
// `npm run differential -- --runs N [--seed S]`. Plain JavaScript without packages, because it only starts jest.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "10000" }, seed: { type: "string" } },
});
for (const [flag, value] of Object.entries(values)) {
  if (value !== undefined && !/^[1-9][0-9]{0,8}$/.test(value)) {
    console.error(`expected --${flag} to be a whole number above 0; found "${value}"`);
    process.exit(2);
  }
}
const seed = values.seed === undefined ? {} : { REBUILD_GATE_SEED: values.seed };
const { status } = spawnSync("npm", ["test", "--", "__tests__/core/archive/differential.test.ts"], {
  stdio: "inherit",
  env: { ...process.env, REBUILD_GATE_RUNS: values.runs, ...seed },
});
process.exitCode = status ?? 1;
