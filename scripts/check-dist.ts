import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { bundleElsewhere, distDifferences, probeFailure } from "./dist-proof.ts";
import { entries } from "./entries.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

const failures: string[] = [...(await distDifferences(dist, (await bundleElsewhere(root)).files))];
for (const entry of entries) {
  const failure = probeFailure(dist, entry, process.execPath);
  if (failure !== null) failures.push(failure);
}
// What is on disk is right; a release is made from what is committed.
const status = spawnSync("git", ["status", "--porcelain", "--ignored", "--", "dist"], {
  cwd: root,
  encoding: "utf8",
});
if (status.status !== 0) failures.push(`git status failed: ${status.stderr.trim()}`);
for (const line of status.stdout.split("\n").filter((text) => text !== "")) {
  failures.push(`dist is not committed as it is on disk: ${line}`);
}

for (const failure of failures) process.stderr.write(`${failure}\n`);
if (failures.length > 0) {
  process.stderr.write("Run `npm run build` and commit dist.\n");
  process.exitCode = 1;
} else {
  process.stdout.write(`dist is current: ${String(entries.length)} entries start\n`);
}
