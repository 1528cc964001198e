import { VERSION } from "./version.ts";

// The one question that needs nothing else is answered before anything else is loaded.
if (process.argv[2] === "--version" || process.argv[2] === "-V") {
  process.stdout.write(`rebuild-gate ${VERSION}\n`);
} else {
  const { run } = await import("./run.ts");
  const { main } = await import("./cli/main.ts");
  await run(main);
}
