import { describe, expect, it } from "@jest/globals";
import { planBuild, type BuildInputs } from "../../src/core/plan.ts";
import type { BuildPlan } from "../../src/core/build-plan.ts";
import type { ChosenRecipe } from "../../src/core/presets/choose.ts";

function plan(
  inputs: Partial<BuildInputs> = {},
  source = { committedAt: 1_700_000_000 },
): BuildPlan {
  return planBuild(
    {
      command: "make",
      fetchCommand: null,
      sandbox: "auto",
      network: null,
      outputs: [],
      uploads: ["pkg-1.0.tgz"],
      environment: [],
      tools: [],
      timeoutMs: null,
      caller: {},
      ...inputs,
    },
    source,
  );
}

function refused(inputs: Partial<BuildInputs>): string {
  try {
    plan(inputs);
    return "taken";
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}

describe("planBuild", () => {
  it("follows from command, commit and defaults, with the evidence for each item", () => {
    expect(plan()).toEqual({
      phases: [{ name: "build", command: "make", network: "none" }],
      environment: new Map([
        ["SOURCE_DATE_EPOCH", "1700000000"],
        ["TZ", "UTC"],
        ["LC_ALL", "C.UTF-8"],
        ["PYTHONHASHSEED", "0"],
        ["GIT_CONFIG_NOSYSTEM", "1"],
        ["GIT_TERMINAL_PROMPT", "0"],
      ]),
      tools: [],
      outputs: ["**/*.tgz", "!**/node_modules/**", "!**/.venv/**"],
      timeoutMs: 3_600_000,
      sandbox: "auto",
      network: { mode: "none", insisted: false },
      items: [
        { item: "command", value: "make", evidence: "--build" },
        { item: "network", value: "none", evidence: "default" },
        { item: "output", value: "**/*.tgz", evidence: "upload" },
        { item: "output", value: "!**/node_modules/**", evidence: "upload" },
        { item: "output", value: "!**/.venv/**", evidence: "upload" },
        { item: "env SOURCE_DATE_EPOCH", value: "1700000000", evidence: "commit" },
        { item: "env TZ", value: "UTC", evidence: "default" },
        { item: "env LC_ALL", value: "C.UTF-8", evidence: "default" },
        { item: "env PYTHONHASHSEED", value: "0", evidence: "default" },
        { item: "env GIT_CONFIG_NOSYSTEM", value: "1", evidence: "default" },
        { item: "env GIT_TERMINAL_PROMPT", value: "0", evidence: "default" },
        { item: "umask", value: "022", evidence: "default" },
        { item: "timeout", value: "3600000 ms", evidence: "default" },
      ],
    });
  });

  it("lets the caller's variables win over the defaults, and the last one over the others", () => {
    const made = plan({
      environment: ["TZ=Asia/Tokyo", "SOURCE_DATE_EPOCH=1", "A=1", "A=2=3", "EMPTY="],
      caller: { NO_PROXY: "a.test", SECRET: "s" },
    });
    expect(Object.fromEntries(made.environment)).toMatchObject({
      TZ: "Asia/Tokyo",
      SOURCE_DATE_EPOCH: "1",
      A: "2=3",
      EMPTY: "",
      NO_PROXY: "a.test",
    });
    expect(made.environment.has("SECRET")).toBe(false);
    expect(made.items).toContainEqual({
      item: "env NO_PROXY",
      value: "a.test",
      evidence: "caller",
    });
    expect(made.items).toContainEqual({ item: "env A", value: "2=3", evidence: "--env" });
    expect(made.items.filter(({ item }) => item === "env TZ")).toEqual([
      { item: "env TZ", value: "Asia/Tokyo", evidence: "--env" },
    ]);
  });

  it("says where credentials were cut out", () => {
    const made = plan({ caller: { HTTPS_PROXY: "http://u:p@proxy.test:1" } });
    expect(made.items).toContainEqual({
      item: "env HTTPS_PROXY",
      value: "http://proxy.test:1",
      evidence: "caller, credentials removed",
    });
  });

  it("names tools, directory, outputs and timeout as given", () => {
    const made = planBuild(
      {
        command: "make",
        fetchCommand: null,
        sandbox: "auto",
        network: null,
        outputs: ["dist/*.tgz", "!dist/x.tgz"],
        uploads: [],
        environment: [],
        tools: ["/opt/a", "/opt/b"],
        timeoutMs: 1000,
        caller: {},
      },
      { committedAt: 1, subdirectory: "packages/a" },
    );
    expect(made).toMatchObject({
      tools: ["/opt/a", "/opt/b"],
      outputs: ["dist/*.tgz", "!dist/x.tgz"],
      timeoutMs: 1000,
      directory: "packages/a",
    });
    for (const item of [
      { item: "directory", value: "packages/a", evidence: "--source" },
      { item: "tools", value: "/opt/b", evidence: "--tools" },
      { item: "output", value: "!dist/x.tgz", evidence: "--output" },
      { item: "timeout", value: "1000 ms", evidence: "--timeout" },
    ]) {
      expect(made.items).toContainEqual(item);
    }
  });

  it("derives outputs from the uploads: packages by their ending, other files by their name", () => {
    const globs = (...uploads: readonly string[]): readonly string[] =>
      plan({ uploads }).outputs.filter((glob) => !glob.startsWith("!"));
    expect(globs("a-1.tar.gz", "a-1-py3-none-any.whl", "b-1.tar.gz")).toEqual([
      "**/*.tar.gz",
      "**/*.whl",
    ]);
    expect(globs("A.ZIP")).toEqual(["**/*.ZIP"]);
    expect(globs("tool", "index.js")).toEqual(["**/tool", "**/index.js"]);
    expect(globs("a[1]{x}(2)*?!.bin")).toEqual(["**/a\\[1\\]\\{x\\}\\(2\\)\\*\\?\\!.bin"]);
  });

  it.each([
    "GITHUB_TOKEN",
    "GH_TOKEN",
    "ACTIONS_RUNTIME_TOKEN",
    "ACTIONS_ID_TOKEN_REQUEST_URL",
    "GITHUB_ENV",
    "GITHUB_PATH",
    "GITHUB_OUTPUT",
    "GITHUB_STATE",
    "GITHUB_STEP_SUMMARY",
    "actions_x",
  ])("refuses %s, with which a build could speak for the job", (name) => {
    expect(refused({ environment: [`${name}=x`] })).toMatch(/^usage: .*speak for the job/);
  });

  it.each(["HOME", "TMPDIR", "PATH", "XDG_CACHE_HOME"])(
    "refuses %s, which each run sets",
    (name) => {
      expect(refused({ environment: [`${name}=x`] })).toMatch(/^usage: .*--tools/);
    },
  );

  it("takes variables of the runner that say nothing for the job", () => {
    expect(refused({ environment: ["GITHUB_SHA=x", "CI=true", "HOMEPAGE=x", "_x1=y"] })).toBe(
      "taken",
    );
  });

  it.each(["NAME", "=x", "1A=x", "A B=x", "A-B=x", "A=\0", ""])(
    "refuses the assignment %j",
    (text) => {
      expect(refused({ environment: [text] })).toMatch(/^usage: expected --env NAME=VALUE/);
    },
  );

  it("shows no value of a broken assignment, which may be a secret", () => {
    expect(refused({ environment: ["A B=secret"] })).not.toContain("secret");
  });

  it.each(["", "!", "/etc/*", "!/etc/*", "../x", "a/../../b", ".."])(
    "refuses the output %j",
    (glob) => {
      expect(refused({ outputs: [glob] })).toMatch(/^usage: expected --output/);
    },
  );

  it("refuses an empty command", () => {
    expect(refused({ command: " \n" })).toMatch(/^usage: expected a build command/);
    expect(refused({ fetchCommand: "\t" })).toMatch(/^usage: expected a fetch command/);
  });

  it.each<[string, Partial<BuildInputs>]>([
    ["none with --sandbox off", { network: "none", sandbox: "off" }],
    ["fetch with --sandbox off", { network: "fetch", sandbox: "off", fetchCommand: "get" }],
    ["fetch together with --network fetch", { network: "fetch" }],
    ["none with --fetch", { network: "none", fetchCommand: "get" }],
  ])("refuses a network that cannot be given: %s", (_, inputs) => {
    expect(refused(inputs)).toMatch(/^usage: /);
  });

  it.each<[string, Partial<BuildInputs>, readonly string[]]>([
    ["nothing by default", {}, ["none", "build none"]],
    ["the fetch command alone", { fetchCommand: "get" }, ["fetch", "fetch open", "build none"]],
    ["everything on request", { network: "open" }, ["open", "build open"]],
    ["everything where nothing is shut in", { sandbox: "off" }, ["open", "build open"]],
    [
      "everything where an open network is asked for without a sandbox",
      { sandbox: "off", network: "open" },
      ["open", "build open"],
    ],
  ])("gives the network to %s", (_, inputs, expected) => {
    const { network, phases } = plan(inputs);
    expect([network.mode, ...phases.map((one) => `${one.name} ${one.network}`)]).toEqual(expected);
  });
});

describe("planBuild with a recipe", () => {
  const chosen: ChosenRecipe = {
    preset: "p",
    evidence: "a file",
    recipe: {
      fetch: { command: "get", evidence: "lock", replay: "again" },
      prepare: { command: "set up", evidence: "preset p" },
      build: { command: "make it", evidence: "preset p" },
      environment: [{ name: "SOURCE_DATE_EPOCH", value: "5", evidence: "the upload" }],
      umask: { value: "002", evidence: "modes" },
      outputs: ["dist/*"],
      materials: ["p/**"],
      requires: [{ program: "p", from: "the package p" }],
      decisions: [{ item: "p", value: "1.2", evidence: "the upload" }],
    },
  };
  const made = (inputs: Partial<BuildInputs> = {}, of = chosen): BuildPlan =>
    planBuild(
      {
        ...{ command: null, fetchCommand: null, sandbox: "auto", network: null, outputs: [] },
        ...{ uploads: ["pkg-1.0.tgz"], environment: [], tools: [], timeoutMs: null, caller: {} },
        ...inputs,
      },
      { committedAt: 1 },
      of,
    );
  const itemsOf = ({ items }: BuildPlan): Record<string, string> =>
    Object.fromEntries(items.map(({ item, value, evidence }) => [item, `${value} [${evidence}]`]));

  it("does what the recipe says where the caller says nothing, and tells whose word it is", () => {
    const plan = made();
    expect(plan.phases).toEqual([
      { name: "fetch", command: "get", network: "open", replay: "again" },
      { name: "prepare", command: "set up", network: "none" },
      { name: "build", command: "umask 002\nmake it", network: "none" },
    ]);
    expect(plan).toMatchObject({
      outputs: ["dist/*"],
      materials: ["p/**"],
      requires: [{ program: "p", from: "the package p" }],
      network: { mode: "fetch", insisted: false },
    });
    expect(itemsOf(plan)).toMatchObject({
      preset: "p [a file]",
      p: "1.2 [the upload]",
      "fetch command": "get [lock]",
      "prepare command": "set up [preset p]",
      command: "make it [preset p]",
      network: "fetch [lock]",
      output: "dist/* [preset p]",
      "env SOURCE_DATE_EPOCH": "5 [the upload]",
      umask: "002 [modes]",
    });
  });

  it("leaves a variable out that the recipe takes away, and says so", () => {
    const { recipe } = chosen;
    const environment = [{ name: "SOURCE_DATE_EPOCH", value: null, evidence: "the upload" }];
    const plan = made({}, { ...chosen, recipe: { ...recipe, environment } });
    expect(plan.environment.has("SOURCE_DATE_EPOCH")).toBe(false);
    expect(itemsOf(plan)["env SOURCE_DATE_EPOCH"]).toBe("not set [the upload]");
  });

  it("lets every word of the caller win over the recipe", () => {
    const plan = made({
      command: "mine",
      fetchCommand: "my get",
      outputs: ["out/*"],
      environment: ["SOURCE_DATE_EPOCH=9"],
    });
    expect(itemsOf(plan)).toMatchObject({
      "fetch command": "my get [--fetch]",
      command: "mine [--build]",
      output: "out/* [--output]",
      "env SOURCE_DATE_EPOCH": "9 [--env]",
    });
    // Nobody knows what a command of the caller's leaves: it is run again, not replayed.
    expect(plan.phases[0]).toEqual({ name: "fetch", command: "my get", network: "open" });
    expect(plan.materials).toBeUndefined();
  });

  it("looks for the files of a command of the caller's by the uploads", () => {
    expect(made({ command: "mine" }).outputs).toContain("**/*.tgz");
  });

  it("fetches nothing where the caller insists on no network", () => {
    const plan = made({ network: "none" });
    expect(plan.phases.map(({ name, network }) => `${name} ${network}`)).toEqual([
      "prepare none",
      "build none",
    ]);
    expect(plan.network).toEqual({ mode: "none", insisted: true });
  });

  it("lets nobody set the folder of the materials", () => {
    expect(() => made({ environment: ["GATE_MATERIALS=/x"] })).toThrow(/GATE_MATERIALS/);
  });

  it("is no plan without a recipe and without a command", () => {
    expect(refused({ command: null })).toMatch(/^usage: .*--build/);
  });
});
