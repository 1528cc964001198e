import { join } from "node:path";
import { describe, it } from "@jest/globals";
import { mainScenarios } from "../support/cli-scenarios.ts";
import { oldestNode } from "../support/installed-node.ts";

const file = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const oldest = oldestNode();

describe("the bundled program under the oldest supported Node", () => {
  if (oldest.path === null) {
    it.skip(`does what the sources do (skipped: ${oldest.missing})`, () => undefined);
  } else {
    mainScenarios({ node: oldest.path, file });
  }
});
