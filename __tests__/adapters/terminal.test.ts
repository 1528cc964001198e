import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { terminalProgress } from "../../src/adapters/terminal.ts";
import type { TerminalManner } from "../../src/adapters/terminal.ts";
import { hostileText } from "../support/hostile-text.ts";
import { commandsIn } from "../support/runner-commands.ts";

const clock = { now: () => new Date(0), monotonic: () => 0 };
const bytes = (text: string) => new TextEncoder().encode(text);

function terminal(manner: Partial<TerminalManner> = {}) {
  const written: string[] = [];
  const progress = terminalProgress(
    {
      write: (text) => written.push(text),
      isTerminal: true,
      colour: false,
      quiet: false,
      verbose: false,
      ...manner,
    },
    clock,
  );
  return { progress, shown: () => written.join("") };
}

/** Everything that a run may tell. */
function tellAll({ progress }: ReturnType<typeof terminal>): void {
  progress.phase("source", "commit abc");
  progress.notice("dirty-work-tree", "one file differs");
  progress.buildOutput(bytes("compiling\n"));
  progress.end();
}

describe("terminalProgress", () => {
  it("tells phases and notices on a terminal, and no build output", () => {
    const run = terminal();
    tellAll(run);
    expect(run.shown()).toBe(
      "[   0.0 s] proving the source tree: commit abc\nnotice one file differs (dirty-work-tree)\n",
    );
  });

  it.each([
    ["nobody watches", { isTerminal: false }],
    ["it is to be quiet", { quiet: true }],
    ["it is to be quiet and verbose", { quiet: true, verbose: true }],
  ])("says nothing when %s", (_name, manner) => {
    const run = terminal(manner);
    tellAll(run);
    expect(run.shown()).toBe("");
  });

  it("tells everything when it is verbose, also where nobody watches", () => {
    const run = terminal({ isTerminal: false, verbose: true });
    tellAll(run);
    expect(run.shown()).toContain("proving the source tree");
    expect(run.shown()).toContain("  | compiling\n");
  });

  it("colours its own words only, and only when asked", () => {
    const run = terminal({ colour: true });
    run.progress.phase("rebuild", "\u001b[31mred");
    expect(run.shown()).toBe("\u001b[36m[   0.0 s]\u001b[0m rebuilding: \\u{1b}[31mred\n");
  });

  it("puts build output together again, however it was cut", () => {
    const run = terminal({ verbose: true });
    for (const byte of bytes("größe\nzwei\r\nohne Ende"))
      run.progress.buildOutput(Uint8Array.of(byte));
    run.progress.phase("compare", "x");
    expect(run.shown()).toBe("  | größe\n  | zwei\n  | ohne Ende\n[   0.0 s] comparing: x\n");
  });

  it("does not wait for the end of a line that never comes", () => {
    const run = terminal({ verbose: true });
    run.progress.buildOutput(bytes("x".repeat(20_000)));
    expect(run.shown().length).toBeGreaterThan(100);
  });

  it("lets no build and no name speak for the tool, however the output is cut", () => {
    fc.assert(
      fc.property(fc.array(hostileText), hostileText, (pieces, text) => {
        const run = terminal({ verbose: true });
        for (const piece of pieces) run.progress.buildOutput(bytes(piece));
        run.progress.phase("explain", text);
        run.progress.notice(text, text);
        run.progress.end();
        expect(commandsIn(run.shown())).toEqual([]);
        expect(run.shown()).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u);
      }),
      {
        examples: [
          [["::error", "::x\n"], "::error::x"],
          [["##[", "error]x\n"], "##[error]x"],
        ],
      },
    );
  });
});
