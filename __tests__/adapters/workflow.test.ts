import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { commandsIn } from "../support/runner-commands.ts";

/** What the runner would make of a step: its log as lines, and the files it wrote. */
interface Step {
  readonly log: readonly string[];
  readonly output: string;
  readonly summary: string;
  readonly status: number | null;
  readonly stderr: string;
}

const adapter = resolve("src/adapters/workflow.ts");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workflow-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `body` with `workflow` in a process of its own, whose stdout is the log. */
function step(body: string, environment: Record<string, string> = {}): Step {
  const files = { GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary" };
  for (const name of Object.values(files)) writeFileSync(join(folder, name), "");
  const script = join(folder, "step.mjs");
  writeFileSync(
    script,
    `import { openWorkflow } from ${JSON.stringify(adapter)};\nconst workflow = openWorkflow();\nconst bytes = (text) => new TextEncoder().encode(text);\n${body}\n`,
  );
  const { stdout, status, stderr } = spawnSync(process.execPath, [script], {
    encoding: "utf8",
    env: {
      ...Object.fromEntries(
        Object.entries(files).map(([name, file]) => [name, join(folder, file)]),
      ),
      ...environment,
    },
  });
  return {
    log: stdout.split("\n").slice(0, -1),
    output: readFileSync(join(folder, "output"), "utf8"),
    summary: readFileSync(join(folder, "summary"), "utf8"),
    status,
    stderr,
  };
}

const attacks = String.raw`"x\n::set-output name=verdict::pass", "a##[set-output name=verdict]pass", "  ::add-mask::e", "##[stop-commands]t", "\u001b]0;x\u0007\r::error::y"`;

describe("the log of a step", () => {
  it("groups by phase, each group ended before the next", () => {
    const { log } = step(`
      workflow.phase("source", "HEAD");
      workflow.say("one\\ntwo");
      workflow.phase("rebuild", "");
      workflow.phase("rebuild", "build: make");
      workflow.notice("code", "message");
      workflow.close();
      workflow.close();
      workflow.phase("rebuild", "again");
    `);
    expect(log).toEqual([
      "::group::Prove the source tree: HEAD",
      "one",
      "two",
      "::endgroup::",
      "::group::Rebuild",
      "build: make",
      "Notice: message (code)",
      "::endgroup::",
      "::group::Rebuild: again",
    ]);
  });

  it("lets no text through as a command, wherever it is shown", () => {
    const { log, status } = step(`
      for (const text of [${attacks}]) {
        workflow.phase("compare", text);
        workflow.phase("compare", text);
        workflow.group(text);
        workflow.say(text);
        workflow.notice(text, text);
        workflow.annotate({ level: "warning", title: text, lines: [text, text] });
      }
      workflow.fail([${attacks}]);
    `);
    expect(status).toBe(1);
    const names = new Set(commandsIn(log.join("\n")).map(({ name }) => name));
    expect([...names].sort()).toEqual(["endgroup", "error", "group", "warning"]);
    // Every command is one that we give, at the start of its line and in the form with colons.
    expect(log.filter((line) => line.includes("##["))).toEqual([]);
    expect(
      log.filter(
        (line) =>
          /set-output|add-mask|stop-commands/.test(line) &&
          /^\s*::(?!group|warning|error)/.test(line),
      ),
    ).toEqual([]);
    expect(log.filter((line) => line.includes("\u001b"))).toEqual([]);
  });

  it("puts build output into a group of its own in which no command is obeyed", () => {
    const { log } = step(`
      workflow.phase("rebuild", "make");
      workflow.buildOutput(bytes("one\\n::set-output name=a::b\\ntw"));
      workflow.buildOutput(bytes("o\\n##[add-mask]x"));
      workflow.phase("compare", "");
      workflow.close();
    `);
    const token = /^::stop-commands::([0-9a-f]{32})$/.exec(log[3]!)?.[1];
    expect(token).toBeDefined();
    expect(log).toEqual([
      "::group::Rebuild: make",
      "::endgroup::",
      "::group::Build output",
      `::stop-commands::${token!}`,
      "one",
      "\\u{3a}:set-output name=a::b",
      "two",
      "#\\u{23}[add-mask]x",
      `::${token!}::`,
      "::endgroup::",
      "::group::Compare",
      "::endgroup::",
    ]);
  });

  it("takes another token each time", () => {
    const body = `workflow.buildOutput(bytes("a\\n")); workflow.close();`;
    const { log } = step(body + body);
    const tokens = log.filter((line) => line.startsWith("::stop-commands::"));
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(2);
  });

  it.each([
    "notice('a', 'b')",
    "say('x')",
    "annotate({ level: 'error', title: 't', lines: [] })",
    "fail(['x'])",
    "outputs(new Map())",
    "summary('x')",
    "phase('compare', '')",
  ])("takes commands again before %s", (call) => {
    const { log } = step(`workflow.buildOutput(bytes("build")); await workflow.${call};`);
    const resumed = log.findIndex((line) => /^::[0-9a-f]{32}::$/.test(line));
    expect(resumed).toBe(3);
    expect(log[2]).toBe("build");
  });

  it("keeps characters whole that two chunks share, and shows a line that never ends", () => {
    const { log } = step(`
      const all = bytes("é€😀");
      for (const byte of all) workflow.buildOutput(Uint8Array.of(byte));
      workflow.buildOutput(bytes("x".repeat(9000)));
      workflow.buildOutput(bytes("\\nnext\\n"));
      workflow.close();
    `);
    const shown = log.slice(2, -2);
    expect(shown[0]!.startsWith("é€😀xxx")).toBe(true);
    expect(shown[0]!.length).toBeLessThan(2100);
    expect(shown.at(-1)).toBe("next");
  });

  it("says what went wrong and fails the step", () => {
    const { log, status } = step(`workflow.group("x"); workflow.fail(["a", "b: c"]);`);
    expect(log).toEqual(["::group::x", "::endgroup::", "::error::a%0Ab: c"]);
    expect(status).toBe(1);
  });
});

describe("the outputs of a step", () => {
  it("go to the runner's file, whatever their value, and nowhere else", () => {
    const { log, output, status } = step(`
      workflow.outputs(new Map([["result", "passed"], ["other", "a\\nresult=failed\\n::set-output name=x::y"]]));
    `);
    expect(status).toBe(0);
    expect(log).toEqual([]);
    const [, first, second, last] =
      /^result<<(\S+)\npassed\n\1\nother<<(\S+)\na\nresult=failed\n::set-output name=x::y\n(\S+)\n$/.exec(
        output,
      ) ?? [];
    expect(first).toBeDefined();
    expect(second).toBe(last);
  });

  it.each([{ GITHUB_OUTPUT: "" }])(
    "are never printed where there is no such file",
    (environment) => {
      const { log, status, stderr } = step(
        `workflow.outputs(new Map([["result", "passed"]]));`,
        environment,
      );
      expect(status).not.toBe(0);
      expect(log).toEqual([]);
      expect(stderr).toContain("no GITHUB_OUTPUT");
    },
  );
});

describe("the job summary", () => {
  it("is added as it was rendered", () => {
    expect(step(`await workflow.summary("# a\\n"); await workflow.summary("b");`).summary).toBe(
      "# a\n\nb\n",
    );
  });

  it("is no reason to fail where the runner has none", () => {
    const { log, status } = step(`await workflow.summary("# a");`, { GITHUB_STEP_SUMMARY: "" });
    expect(status).toBe(0);
    expect(log).toEqual(["This runner has no job summary; the report has it as Markdown."]);
  });
});
