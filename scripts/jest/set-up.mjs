import { providePackages } from "../system-packages.mjs";

/** Before the first test of a tier: the Debian packages that it calls. */
export default function setUp() {
  const said = providePackages([process.env["REBUILD_GATE_TIER"] ?? "default"]);
  if (said !== null) process.stderr.write(`${said}\n`);
}
