import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { shellWord } from "../../src/core/shell-word.ts";

describe("shellWord", () => {
  it("is one word of a real shell, whatever the text holds", () => {
    const texts = [
      "",
      "plain-1.0.tar.gz",
      "two words",
      "$(touch pwned) `id` ; rm -rf / & | < > # ! * ? [a] {b} ~",
      'it\'s "quoted" and \\back\\slashed',
      "line\nfeed\ttab",
      "ünïcödé",
    ];
    const printed = execFileSync("/bin/sh", [
      "-ec",
      `printf '%s\\0' ${texts.map(shellWord).join(" ")}`,
    ]);
    expect(printed.toString("utf8").split("\0").slice(0, -1)).toEqual(texts);
  });
});
