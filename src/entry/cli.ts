import { isSupportedNode, unsupportedNode } from "./supported-node.ts";
import { VERSION } from "./version.ts";

const [first = ""] = process.argv.slice(2);

// The one question that needs nothing else is answered before anything else is loaded.
if (first === "--version" || first === "-V") {
  process.stdout.write(`rebuild-gate ${VERSION}\n`);
} else if (!isSupportedNode(process.version) && !["--help", "-h", "help"].includes(first)) {
  // An older Node fails somewhere in the middle, with a message that names no cause.
  process.stderr.write(unsupportedNode(process.version));
  process.exitCode = 2;
} else {
  const { run } = await import("./run.ts");
  const { main } = await import("./cli/main.ts");
  await run(main);
}
