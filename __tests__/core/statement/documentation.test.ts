import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { REBUILD_PREDICATE_TYPE } from "../../../src/core/identifiers.ts";
import { parseInstance } from "../../../src/core/instance.ts";
import { STATEMENT_CHECKS } from "../../../src/core/statement/expectations.ts";
import { rebuildPredicateSchema } from "../../../src/core/statement/rebuild-predicate.ts";
import { parseStatement } from "../../../src/core/statement/statement.ts";
import { sourceFiles } from "../../support/layers.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const page = (name: string) => readFileSync(join(root, "docs", name), "utf8");

/** The one block of JSON on a page. */
function jsonOn(name: string): string {
  const blocks = [...page(name).matchAll(/```json\n([\s\S]*?)```/g)];
  expect(blocks).toHaveLength(1);
  return blocks[0]![1]!;
}

describe("docs/predicate.md", () => {
  it("shows a whole statement that the schema takes", () => {
    const reading = parseStatement(Buffer.from(jsonOn("predicate.md")));
    expect(reading.ok).toBe(true);
    if (!reading.ok) return;
    expect(reading.statement.predicateType).toBe(REBUILD_PREDICATE_TYPE);
    expect(rebuildPredicateSchema.safeParse(reading.statement.predicate).error).toBeUndefined();
  });

  it("names every field of the predicate", () => {
    const { predicate } = JSON.parse(jsonOn("predicate.md")) as { predicate: object };
    const fields = page("predicate.md").split("### Fields")[1]!.split("## Example")[0]!;
    const optional = ["materials"];
    for (const key of [...Object.keys(predicate), ...optional]) {
      expect(fields).toContain(`\`${key}`);
    }
  });
});

describe("docs/verifying.md", () => {
  it("shows a whole instance file", () => {
    expect(parseInstance(jsonOn("verifying.md"), "the page").name).toBe("example");
  });

  it("explains every check there is, and no other", () => {
    const table = page("verifying.md").split("### Checks")[1]!.split("### Offline")[0]!;
    const rows = table.split("\n").filter((line) => line.startsWith("| `"));
    const explained = rows.flatMap((row) =>
      [...row.split("|")[1]!.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id!),
    );
    const verifying = sourceFiles(root).filter((path) =>
      /adapters\/sigstore-(?:proof|verify)\.ts|statement\/(?:expectations|subject|verification-report)\.ts|app\/verify\.ts/.test(
        path,
      ),
    );
    const literal = verifying.flatMap((path) => [
      ...readFileSync(join(root, path), "utf8").matchAll(
        /(?:\bid: |\bid = |exactly\(|pinned\(|notEvaluated\()\s*"([a-z-]+)"/g,
      ),
    ]);
    const known = new Set([...literal.map(([, id]) => id!), ...STATEMENT_CHECKS]);
    expect([...explained].sort()).toEqual([...known].sort());
  });
});
