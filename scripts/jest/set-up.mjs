import { providePackages } from "../system-packages.mjs";

/** Before the first test of a tier: the Debian packages that it calls. */
export default function setUp() {
  const said = providePackages([process.env["REBUILD_GATE_TIER"] ?? "default"]);
  if (said !== null) process.stderr.write(`${said}\n`);
  // It was for this run: one that a test starts must not fail for the branches that it does not reach.
  delete process.env["REBUILD_GATE_COVERAGE"];
}
