import { describe, expect, it } from "@jest/globals";
import type { Reading } from "../../../src/core/archive/model.ts";
import { sharingEntries } from "../../../src/core/compare/shared-entries.ts";
import { archiveOf } from "../../support/models.ts";
import type { EntryLiteral } from "../../support/models.ts";

const usual: readonly EntryLiteral[] = [
  { path: "a", body: "one", fields: { "tar.uid": "0" } },
  { path: "b", body: "two", fields: { "tar.uid": "0" } },
];

function entriesOf(reading: Reading) {
  if (reading.kind !== "archive") throw new Error("expected an archive");
  return reading.archive.entries;
}

function shared(second: readonly EntryLiteral[]) {
  const [one, other] = [archiveOf({ entries: usual }), archiveOf({ entries: second })];
  const made = sharingEntries(one, other);
  // Whatever is shared, it says what was read.
  expect(made).toEqual(other);
  return entriesOf(made).map((entry, at) => {
    const twin = entriesOf(one)[at];
    return entry === twin ? "entry" : entry.fields === twin?.fields ? "fields" : "nothing";
  });
}

describe("two readings share", () => {
  it("the entries that say the same", () => {
    expect(shared(usual)).toEqual(["entry", "entry"]);
  });

  it.each<[string, Partial<EntryLiteral>]>([
    ["body", { body: "evil" }],
    ["mode", { mode: 0o4755 }],
    ["mtime", { mtime: 17 }],
    ["type", { type: "directory" }],
  ])("only the fields of one with another %s", (_, change) => {
    expect(shared([{ ...usual[0]!, ...change }, usual[1]!])).toEqual(["fields", "entry"]);
  });

  it("nothing of one whose fields differ, or which stands elsewhere", () => {
    const [first, second] = [usual[0]!, usual[1]!];
    expect(shared([{ ...first, fields: { "tar.uid": "1" } }, second])).toEqual([
      "nothing",
      "entry",
    ]);
    expect(shared([{ ...first, fields: { "tar.uid": "0", "tar.gid": "0" } }, second])).toEqual([
      "nothing",
      "entry",
    ]);
    expect(shared([second, first])).toEqual(["nothing", "nothing"]);
    expect(shared([first, second, { path: "c" }])).toEqual(["entry", "entry", "nothing"]);
  });
});
