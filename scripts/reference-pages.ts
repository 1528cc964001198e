import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cliPage, reportSchemaText } from "./reference-text.ts";

/** Writes the pages that follow from the code: docs/cli.md and docs/schema/report-v1.json. */
const docs = join(import.meta.dirname, "..", "docs");
await writeFile(join(docs, "cli.md"), await cliPage());
await writeFile(join(docs, "schema", "report-v1.json"), await reportSchemaText());
