import { format } from "prettier";
import { z } from "zod";
import { REPORT_SCHEMA } from "../src/core/identifiers.ts";
import { reportSchema } from "../src/core/report.ts";
import { COMMANDS } from "../src/entry/cli/commands.ts";
import { manualText } from "../src/entry/cli/manual-text.ts";
import { overview } from "../src/entry/cli/overview.ts";

/** docs/cli.md: what `--help` says, command by command. */
export async function cliPage(): Promise<string> {
  const manuals = await Promise.all(Object.values(COMMANDS).map(({ load }) => load()));
  // The version changes with every release, the page only with the commands.
  const intro = overview().replace(/^rebuild-gate \S+ - /, "rebuild-gate - ");
  const page = `# Command line

This page is what \`--help\` prints, made by \`scripts/reference-pages.ts\`. Errors are explained in
[errors.md](errors.md), the report in [report.md](report.md).

\`\`\`text
${intro.trimEnd()}
\`\`\`
${manuals
  .map(
    ({ manual }) => `
## ${manual.name}

\`\`\`text
${manualText(manual).trimEnd()}
\`\`\`
`,
  )
  .join("")}`;
  return format(page, { parser: "markdown", printWidth: 100 });
}

/** docs/schema/report-v1.json: the report's JSON Schema. The rules between fields stand in docs/report.md. */
export async function reportSchemaText(): Promise<string> {
  const schema = z.toJSONSchema(reportSchema, { target: "draft-2020-12" });
  const { $schema, ...rest } = schema;
  const whole = { $schema, $id: REPORT_SCHEMA, title: "rebuild-gate report, version 1", ...rest };
  return format(JSON.stringify(whole), { parser: "json", printWidth: 100 });
}
