import { describe, expect, it } from "@jest/globals";
import type { Entry, Reading } from "../../../src/core/archive/model.ts";
import { inspectionJson, inspectionOf } from "../../../src/core/render/inspection.ts";
import { safeJson } from "../../../src/core/safe-text.ts";
import { archiveOf, opaqueOf } from "../../support/models.ts";

const named = (count: number) =>
  archiveOf({
    entries: Array.from({ length: count }, (_, at) => ({
      path: `p/\u202e\n"${String(at)}` as Entry["path"],
      ...(at % 3 === 0 ? { type: "symlink", linkTarget: "x" as Entry["path"] } : {}),
    })) as never,
  });

describe("inspectionJson", () => {
  it.each<readonly [string, Reading]>([
    ["no archive", opaqueOf("x")],
    ["an archive without entries", archiveOf({ entries: [] })],
    ["one entry", named(1)],
    ["as many entries as one piece holds", named(500)],
    ["one more", named(501)],
    ["many pieces of them", named(1700)],
  ])("writes of %s the bytes of the whole document", (_, reading) => {
    expect([...inspectionJson(reading)].join("")).toBe(`${safeJson(inspectionOf(reading))}\n`);
  });

  it("never holds more than a part of a long list", () => {
    const longest = Math.max(...Array.from(inspectionJson(named(5000)), ({ length }) => length));
    expect(longest).toBeLessThan([...inspectionJson(named(1000))].join("").length);
  });
});
