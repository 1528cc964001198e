import { describe, expect, it } from "@jest/globals";
import { commitTexts, parseCommit } from "../../../src/core/git/commit.ts";

const TREE = "a".repeat(40);
const PARENT = "b".repeat(40);
const PERSON = "A U Thor <a@example.test>";

function commit(...lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.join("\n"), "latin1");
}

describe("parseCommit", () => {
  it("reads tree and committer time", () => {
    const body = commit(
      `tree ${TREE}`,
      `parent ${PARENT}`,
      `parent ${PARENT}`,
      `author ${PERSON} 1 +0000`,
      `committer ${PERSON} 1700000000 -0730`,
      "gpgsig -----BEGIN PGP SIGNATURE-----",
      "",
      "message",
      `tree ${PARENT}`,
    );
    expect(parseCommit(body, "sha1")).toEqual({
      tree: TREE,
      parents: [PARENT, PARENT],
      committedAt: 1_700_000_000,
    });
  });

  it("reads names in any encoding, and a commit without message", () => {
    const body = commit(`tree ${TREE}`, "author \xe9 <> 1 +0000", "committer \xff\x80 <> 0 +0000");
    expect(parseCommit(body, "sha1").committedAt).toBe(0);
  });

  const author = `author ${PERSON} 1 +0000`;
  const committer = `committer ${PERSON} 2 +0000`;
  it.each([
    ["is empty", [""]],
    ["names no tree", [author, committer, "", ""]],
    ["names a short tree", [`tree ${"a".repeat(39)}`, author, committer, "", ""]],
    ["names a tree of another format", [`tree ${"a".repeat(64)}`, author, committer, "", ""]],
    ["names the tree late", [author, `tree ${TREE}`, committer, "", ""]],
    ["names a broken parent", [`tree ${TREE}`, "parent x", author, committer, "", ""]],
    ["has no author", [`tree ${TREE}`, committer, "", ""]],
    ["has another header for the author", [`tree ${TREE}`, "writer A", committer, "", ""]],
    ["has no committer", [`tree ${TREE}`, author, "", committer]],
    [
      "has something between author and committer",
      [`tree ${TREE}`, author, "x y", committer, "", ""],
    ],
    ["has a committer without time", [`tree ${TREE}`, author, `committer ${PERSON}`, "", ""]],
    ["has a negative time", [`tree ${TREE}`, author, `committer ${PERSON} -1 +0000`, "", ""]],
    ["has a time without zone", [`tree ${TREE}`, author, `committer ${PERSON} 1`, "", ""]],
    [
      "has a time after the year 9999",
      [`tree ${TREE}`, author, `committer ${PERSON} 253402300800 +0000`, "", ""],
    ],
  ])("refuses a commit that %s", (_what, lines) => {
    expect(() => parseCommit(commit(...lines), "sha1")).toThrow(
      expect.objectContaining({ code: "object-unsupported" }),
    );
  });
});

describe("commitTexts", () => {
  const author = "author A U Thor <a@example.test> 1 +0130";
  const committer = "committer C <> 2 -0000";
  const facts = { tree: TREE, parents: [PARENT], committedAt: 2 };
  const texts = (...lines: readonly string[]) =>
    commitTexts("c".repeat(40), commit(...lines), facts, "v1");
  const subject = (...message: readonly string[]) =>
    texts(author, committer, "", ...message)?.subject;

  it("are what the commit says of itself", () => {
    expect(texts(author, committer, "", "subject", "", "body")).toEqual({
      id: "c".repeat(40),
      tree: TREE,
      parents: [PARENT],
      author: { name: "A U Thor", email: "a@example.test", time: 1, zone: "+0130" },
      committer: { name: "C", email: "", time: 2, zone: "-0000" },
      subject: "subject",
      tag: "v1",
    });
  });

  it("have the subject of one line alone", () => {
    expect(subject("one")).toBe("one");
    expect(subject("one", "")).toBe("one");
    expect(subject("one", "two")).toBeNull();
    expect(subject(" one")).toBeNull();
    expect(texts(author, committer)?.subject).toBeNull();
  });

  it.each([
    ["another encoding", [author, committer, "encoding x", "", "s"]],
    ["a NUL", [author, committer, "", "s\0"]],
    ["no author", [committer, "", "s"]],
    ["no committer", [author, "", "s"]],
    ["an author with a mark in the name", ["author A <B <a@b> 1 +0000", committer, "", "s"]],
  ])("are none of a commit with %s", (_, lines) => {
    expect(texts(...lines)).toBeNull();
  });
});
