import { describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS } from "../../../src/core/archive/limits.ts";
import { readInputs } from "../../../src/entry/action/inputs.ts";

/** INPUT_* as the runner would set them for a workflow that gives `values`. */
function environment(values: Record<string, string> = {}): Record<string, string> {
  const given = {
    "subject-path": "dist/*",
    build: "make",
    source: "/src",
    commit: "HEAD",
    ...values,
  };
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

function problemsOf(values: Record<string, string>): string[] {
  const read = readInputs(environment(values));
  return read.ok ? [] : read.problems.map(({ input, found }) => `${input}: ${found}`);
}

describe("readInputs", () => {
  it("fills in the defaults", () => {
    expect(readInputs(environment())).toEqual({
      ok: true,
      inputs: {
        subjectPath: ["dist/*"],
        rebuild: true,
        build: "make",
        preset: null,
        fetch: null,
        sandbox: "auto",
        network: null,
        source: "/src",
        commit: "HEAD",
        submodules: false,
        lfs: false,
        reachableFrom: [],
        output: [],
        env: [],
        tools: [],
        timeoutMs: 3_600_000,
        limits: DEFAULT_LIMITS,
        allowProxy: false,
        recheck: true,
        attest: "auto",
        instance: "public-good",
        allowPublicLog: false,
        trustedRoot: null,
        report: null,
        annotations: true,
        showSummary: true,
        onMismatch: "error",
      },
    });
  });

  it("reads every input", () => {
    const read = readInputs(
      environment({
        "subject-path": " dist/*.whl \r\n\n!dist/x.whl\n",
        build: "python -m build\necho done",
        submodules: "true",
        lfs: "true",
        "reachable-from": "main\nrelease/*",
        fetch: "pip download -d deps -r lock.txt",
        sandbox: "required",
        network: "fetch",
        output: "dist/*\nout/*",
        env: "A=1\nB=x=y z",
        tools: "/opt/a\n/opt/b",
        "timeout-minutes": "360",
        limits: "entries=1000000\n depth=3",
        "allow-proxy": "true",
        "allow-public-log": "true",
        recheck: "false",
        attest: "always",
        instance: "github",
        "trusted-root": "root.json",
        report: "out",
        annotations: "false",
        "show-summary": "false",
        "on-mismatch": "warn",
      }),
    );
    expect(read).toMatchObject({
      ok: true,
      inputs: {
        subjectPath: ["dist/*.whl", "!dist/x.whl"],
        build: "python -m build\necho done",
        fetch: "pip download -d deps -r lock.txt",
        sandbox: "required",
        network: "fetch",
        output: ["dist/*", "out/*"],
        env: ["A=1", "B=x=y z"],
        tools: ["/opt/a", "/opt/b"],
        timeoutMs: 21_600_000,
        allowProxy: true,
        allowPublicLog: true,
        limits: { ...DEFAULT_LIMITS, entries: 1_000_000, depth: 3 },
        recheck: false,
        attest: "always",
        instance: "github",
        trustedRoot: "root.json",
        report: "out",
        annotations: false,
        showSummary: false,
        onMismatch: "warn",
      },
    });
  });

  it("takes no-build in place of a command", () => {
    expect(readInputs(environment({ build: "", "no-build": "true" }))).toMatchObject({
      ok: true,
      inputs: { rebuild: false, build: null },
    });
  });

  it("leaves the command to a preset, which may be named", () => {
    expect(readInputs(environment({ build: "", preset: "npm" }))).toMatchObject({
      ok: true,
      inputs: { rebuild: true, build: null, preset: "npm" },
    });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ["no upload", { "subject-path": "" }, ["subject-path: nothing"]],
    ["only excluded uploads", { "subject-path": "!a\n!b" }, ["subject-path: !a !b"]],
    ["an unknown preset", { preset: "nmp" }, ["preset: nmp"]],
    ["a preset and no-build", { build: "", preset: "npm", "no-build": "true" }, ["preset: both"]],
    ["a command and no-build", { "no-build": "true" }, ["build: both"]],
    ["no source", { source: " " }, ["source: nothing"]],
    ["no commit", { commit: "" }, ["commit: nothing"]],
    ["a boolean in capitals", { recheck: "True" }, ["recheck: True"]],
    [
      "a boolean in other words",
      { annotations: "yes", "show-summary": "0" },
      ["annotations: yes", "show-summary: 0"],
    ],
    ["no-build in other words", { "no-build": "on" }, ["no-build: on"]],
    [
      "an unknown choice",
      { attest: "maybe", "on-mismatch": "ignore" },
      ["attest: maybe", "on-mismatch: ignore"],
    ],
    ["no time at all", { "timeout-minutes": "0" }, ["timeout-minutes: 0"]],
    ["too much time", { "timeout-minutes": "361" }, ["timeout-minutes: 361"]],
    ["a limit that there is not", { limits: "entrys=5" }, ["limits: entrys=5"]],
    [
      "two limits without sense",
      { limits: "entries=x\ntime=5" },
      ["limits: entries=x", "limits: time=5"],
    ],
    ["half a minute", { "timeout-minutes": "0.5" }, ["timeout-minutes: 0.5"]],
    ["a time in words", { "timeout-minutes": "1e2" }, ["timeout-minutes: 1e2"]],
    ["a relative folder of tools", { tools: "/a\nvenv/bin" }, ["tools: venv/bin"]],
    ["a folder of tools that PATH would split", { tools: "/a:/b" }, ["tools: /a:/b"]],
    ["a variable without a value", { env: "A" }, ["env: A"]],
    ["a variable without a name", { env: "=x" }, ["env: =x"]],
    ["a variable with an unportable name", { env: "A-B=x" }, ["env: A-B=x"]],
    ["a variable twice", { env: "A=1\nA=2" }, ["env: A=2"]],
    [
      "an input that does not exist",
      { on_mismatch: "warn" },
      ["on_mismatch: an input of another name"],
    ],
  ])("refuses %s", (_name, values, problems) => {
    expect(problemsOf(values)).toEqual(problems);
  });

  it("reports all problems together", () => {
    expect(problemsOf({ policy: "x", attest: "x", recheck: "x", commit: "" })).toEqual([
      "policy: an input of another name",
      "commit: nothing",
      "recheck: x",
      "attest: x",
    ]);
  });
});
