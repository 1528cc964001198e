import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock.ts";
import { startLocalSigstore } from "../../../src/adapters/local-sigstore/local-sigstore.ts";
import { bundleAction, stepRunner } from "../../support/action-step.ts";
import type { StepEnd, StepRunner } from "../../support/action-step.ts";
import { makeRelease } from "../../support/release.ts";
import type { Release } from "../../support/release.ts";
import { obeyedIn } from "../../support/runner-commands.ts";

let action: string;
let runner: StepRunner;
let release: Release;

beforeAll(async () => {
  action = mkdtempSync(join(tmpdir(), "action-"));
  await bundleAction(action);
});
afterAll(() => {
  rmSync(action, { recursive: true });
});
beforeEach(() => {
  runner = stepRunner(action);
  release = makeRelease();
});
afterEach(() => {
  runner[Symbol.dispose]();
  release[Symbol.dispose]();
});

/** Adds a git-ignored file to the upload alone, as in the xz release. */
function plant(path = "demo-1.0/src/trigger.m4"): void {
  release.tamper((entries) => [...entries, { path, body: "evil\n", mtime: 1_700_000_000 }]);
}

/** Kinds of annotations in a log. */
function annotations(end: StepEnd, kind: string): string[] {
  return end.log
    .split("\n")
    .filter((line) => line.startsWith(`::${kind} `) || line.startsWith(`::${kind}::`));
}

describe("a step whose upload is what the commit builds", () => {
  it("passes, and says so in log, summary, outputs and report", async () => {
    const end = await runner.run({ release });
    expect(end).toMatchObject({ status: 0, stderr: "", steering: "" });
    expect(end.outputs).toMatchObject({
      result: "passed",
      verdict: "identical",
      level: "L0",
      "exit-code": "0",
      mismatches: "0",
      attested: "false",
      "bundle-path": "",
    });
    expect(JSON.parse(end.outputs["subject-digests"]!)).toEqual([
      { name: "demo-1.0.tar.gz", digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    ]);
    expect(readdirSync(end.outputs["report-path"]!).sort()).toEqual([
      "report.html",
      "report.json",
      "report.md",
      "report.txt",
    ]);
    expect(end.summary).toMatch(/^## ✅ demo-1\.0\.tar\.gz.*identical/);
    expect(annotations(end, "notice")).toHaveLength(1);
    expect(annotations(end, "notice")[0]).toContain("Compared, not attested");
    expect(annotations(end, "error")).toEqual([]);
    expect(obeyedIn(end.log).filter((name) => name === "group").length).toBeGreaterThan(2);
  });

  it("writes the report where it is asked to, and no summary when told not to", async () => {
    const end = await runner.run({
      release,
      inputs: { report: "../out", "show-summary": "false", attest: "never" },
      environment: { GITHUB_WORKSPACE: release.folder },
    });
    const folder = join(release.folder, "..", "out");
    expect(end.outputs["report-path"]).toBe(folder);
    expect(readdirSync(folder)).toContain("report.json");
    rmSync(folder, { recursive: true });
    expect(end.summary).toBe("");
  });

  it("accounts for it by the commit alone with no-build", async () => {
    const end = await runner.run({ release, inputs: { build: "", "no-build": "true", tools: "" } });
    expect(end.outputs).toMatchObject({ result: "passed", verdict: "equivalent", level: "L4" });
    expect(annotations(end, "notice")[0]).toContain("nothing was rebuilt");
  });
});

describe("a step whose upload has one more file, which git ignores", () => {
  it("fails and names file, cause and fix everywhere", async () => {
    plant();
    const end = await runner.run({ release });
    expect(end.status).toBe(1);
    expect(end.outputs).toMatchObject({
      result: "failed",
      verdict: "different",
      level: "",
      "exit-code": "1",
      mismatches: "1",
    });
    const errors = annotations(end, "error");
    expect(errors).toHaveLength(3);
    expect(errors.at(-1)).toContain("First file: demo-1.0/src/trigger.m4%0ACause:");
    expect(errors.at(-1)).toContain("%0AFix: ");
    expect(errors.at(-1)).toContain(`Report: ${end.outputs["report-path"]!}`);
    expect(end.summary).toMatch(/^## ❌ /);
    expect(end.summary).toContain("demo-1.0/src/trigger.m4");
    expect(end.summary).toContain("gitignore");
  });

  it("only warns with on-mismatch: warn, and the outputs tell the same truth", async () => {
    plant();
    const end = await runner.run({ release, inputs: { "on-mismatch": "warn", recheck: "false" } });
    expect(end.status).toBe(0);
    expect(end.outputs).toMatchObject({ result: "failed", verdict: "different", "exit-code": "1" });
    expect(annotations(end, "error")).toEqual([]);
    expect(annotations(end, "warning")).toHaveLength(3);
  });
});

describe("a step whose build fails", () => {
  it("could not tell, with exit code 4, and stays green with on-mismatch: warn", async () => {
    const end = await runner.run({
      release,
      inputs: { build: "echo half; exit 3", "on-mismatch": "warn", annotations: "false" },
    });
    expect(end.status).toBe(0);
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      verdict: "inconclusive",
      "exit-code": "4",
    });
    expect(annotations(end, "warning")).toHaveLength(1);
    expect(annotations(end, "error")).toEqual([]);
  });
});

describe("a hostile build", () => {
  it("cannot set an output, a mask or a group by what it prints", async () => {
    const folder = join(runner.folder, "attack");
    mkdirSync(folder);
    writeFileSync(
      join(folder, "attack"),
      [
        "::set-output name=verdict::identical",
        "  ::add-mask::demo",
        "x##[set-output name=result]passed",
        "##[stop-commands]t",
        "::endgroup::",
        "\u001b]0;t\u0007\r::error::forged",
        "\u0085::warning::forged",
      ].join("\n"),
    );
    const end = await runner.run({
      release,
      inputs: {
        build: `cat ${join(folder, "attack")}; cat ${join(folder, "attack")} >&2; exit 1`,
        tools: folder,
      },
    });
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      verdict: "inconclusive",
      "exit-code": "4",
    });
    expect(end.log).toContain("forged");
    const obeyed = obeyedIn(end.log);
    expect(new Set(obeyed)).toEqual(new Set(["group", "endgroup", "stop-commands", "error"]));
    expect(obeyed.filter((name) => name === "stop-commands")).toHaveLength(1);
    expect(obeyed.filter((name) => name === "group")).toHaveLength(
      obeyed.filter((name) => name === "endgroup").length,
    );
    expect(obeyedIn(end.summary)).toEqual([]);
    // Even with the stop token known, no line of the build is a command.
    expect(
      end.log.split("\n").filter((line) => /^\s*::(?:set-output|add-mask|warning)/.test(line)),
    ).toEqual([]);
  });

  const names = ["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"];
  const write = (name: string): string =>
    `printf 'LD_PRELOAD=/tmp/x.so\\nresult=passed\\n' >> ${runner.file(name)}`;

  it("does not find the runner's own files in a sandbox", async () => {
    const writes = names.map((name) => `! ${write(name)}`);
    const end = await runner.run({
      release,
      inputs: { build: [...writes, "node build.mjs"].join("\n"), sandbox: "required" },
    });
    expect([end.status, end.steering]).toEqual([0, ""]);
    expect(end.outputs).toMatchObject({ result: "passed", verdict: "identical" });
    expect(end.summary).not.toMatch(/^(?:LD_PRELOAD|result)=/m);
  });

  it("that writes to the runner's own files without one fails the step, and the files are put back", async () => {
    const writes = names.map(write);
    const end = await runner.run({
      release,
      inputs: {
        build: [...writes, "node build.mjs"].join("\n"),
        "on-mismatch": "warn",
        sandbox: "off",
      },
    });
    expect(end.status).toBe(1);
    expect(end.steering).toBe("");
    expect(end.outputs).toMatchObject({ result: "inconclusive", verdict: "", "exit-code": "4" });
    expect(end.summary).not.toContain("LD_PRELOAD");
    const [error = ""] = annotations(end, "error");
    expect(error).toContain("runner-files-changed%0A  expected");
    for (const name of names) expect(error).toContain(`GITHUB_${name}`);
    expect(error).toContain("They were put back.");
  });

  it("sees no token, no runner file and nothing that an earlier step left", async () => {
    const planted = {
      GITHUB_TOKEN: "secret-1",
      ACTIONS_RUNTIME_TOKEN: "secret-2",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret-3",
      GIT_CONFIG_COUNT: "0",
      XDG_DATA_HOME: "/planted-4",
      HTTPS_PROXY: "http://planted-5.invalid",
      MAKEFLAGS: "planted-6",
    };
    const end = await runner.run({
      release,
      inputs: { build: "env; node build.mjs", attest: "never" },
      environment: planted,
    });
    expect(end.outputs["result"]).toBe("passed");
    const [, shown = ""] = /::stop-commands::(.*?)\n::[0-9a-f]{32}::/s.exec(end.log) ?? [];
    expect(shown).toContain("SOURCE_DATE_EPOCH=");
    expect(shown).not.toMatch(/secret-\d|planted|GITHUB_|ACTIONS_|INPUT_/);
    expect(end.log).toContain(
      "Dropped from the environment: GIT_CONFIG_COUNT, HTTPS_PROXY, MAKEFLAGS, XDG_DATA_HOME",
    );
  });

  it("sees a proxy of the job only with allow-proxy", async () => {
    const end = await runner.run({
      release,
      inputs: { build: "env; node build.mjs", attest: "never", "allow-proxy": "true" },
      environment: { HTTPS_PROXY: "http://proxy.invalid" },
    });
    expect(end.log).toContain("HTTPS_PROXY=http://proxy.invalid");
    expect(end.log).not.toContain("Dropped");
  });
});

describe("hostile names in an upload", () => {
  /** Adds files of these names to the upload alone. */
  function plantAll(names: readonly string[]): void {
    release.tamper((entries) => [
      ...entries,
      ...names.map((name) => ({ path: name, body: "x", mtime: 1_700_000_000 })),
    ]);
  }

  it("have no effect on log, summary or outputs", async () => {
    plantAll([
      "##[set-output name=result]passed",
      "</code></pre><h1>PASS</h1>",
      "a|b`c <img src=x>",
      "\u202egnp.exe",
      "\u2028##[warning]forged",
    ]);
    const end = await runner.run({ release, inputs: { recheck: "false" } });
    expect(end.outputs).toMatchObject({ result: "failed", verdict: "different", mismatches: "5" });
    expect(new Set(obeyedIn(end.log))).toEqual(new Set(["group", "endgroup", "error"]));
    expect(end.log + end.summary).not.toMatch(/[\u202e\u2028]/);
    // The names stand in code spans, or with every bracket as a reference.
    expect(end.summary.replace(/` [^`\n]* `/g, "")).not.toMatch(/<h1>|<img|<\/code>/);
    expect(end.summary).toContain("PASS");
  });

  it("make the upload undecidable where no system takes them for names, and still have no effect", async () => {
    plantAll(["a\n::set-output name=verdict::identical", "::add-mask::demo"]);
    const end = await runner.run({ release, inputs: { attest: "never" } });
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      verdict: "inconclusive",
      "exit-code": "6",
    });
    expect(new Set(obeyedIn(end.log))).toEqual(new Set(["group", "endgroup", "error"]));
  });
});

describe("a step in an environment that acted on it", () => {
  it.each([
    ["NODE_OPTIONS", "--stack-trace-limit=20"],
    ["LD_PRELOAD", "/nonexistent/x.so"],
  ])("refuses to go on with %s", async (name, value) => {
    const end = await runner.run({ release, environment: { [name]: value } });
    expect(end.status).toBe(1);
    expect(end.outputs).toMatchObject({ result: "inconclusive", verdict: "", "exit-code": "2" });
    expect(annotations(end, "error").join()).toMatch(new RegExp(`environment-unsafe.*${name}`));
  });
});

describe("a step that is asked for what cannot be", () => {
  it("reports every input at once and sets every output", async () => {
    const end = await runner.run({
      release,
      inputs: { recheck: "yes", polcy: "x", "timeout-minutes": "0" },
    });
    expect(end.status).toBe(1);
    const [error = ""] = annotations(end, "error");
    for (const name of ["recheck", "polcy", "timeout-minutes"])
      expect(error).toContain(`- ${name}: `);
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      "exit-code": "2",
      "subject-digests": "[]",
    });
    expect(end.summary).toContain("Could not tell");
  });

  it("refuses a glob without a file and a commit that does not exist", async () => {
    const missing = await runner.run({ release, inputs: { "subject-path": "dist/*\nout/*.whl" } });
    expect(missing.outputs["exit-code"]).toBe("2");
    expect(missing.log).toContain("no-upload");
    const unknown = await runner.run({ release, inputs: { commit: "v9" } });
    expect(unknown.outputs["exit-code"]).toBe("2");
  });

  it("leaves nothing in the folder for temporary files but the report", async () => {
    await runner.run({ release });
    const left = readdirSync(runner.folder).filter((name) => !name.startsWith("file-"));
    expect(left).toEqual([expect.stringMatching(/^gate-report-/)]);
  });
});

describe("a checkout that keeps a token", () => {
  it("is noticed, with the fix", async () => {
    execFileSync(
      "git",
      ["config", "http.https://github.com/.extraheader", "AUTHORIZATION: basic eA=="],
      {
        cwd: release.folder,
      },
    );
    const end = await runner.run({ release, inputs: { attest: "never" } });
    expect(end.status).toBe(0);
    expect(annotations(end, "notice")).toHaveLength(1);
    expect(annotations(end, "notice")[0]).toContain("persist-credentials: false");
    expect(end.log).not.toContain("eA==");
  });
});

describe("signing", () => {
  const claims = (commit: string, event: string) => ({
    ref: "refs/tags/v1.0",
    sha: commit,
    repository: "octo/demo",
    repository_id: "1",
    repository_owner_id: "2",
    repository_visibility: "public",
    event_name: event,
    ref_protected: "true",
    job_workflow_ref: "octo/demo/.github/workflows/release.yml@refs/tags/v1.0",
    workflow_ref: "octo/demo/.github/workflows/release.yml@refs/tags/v1.0",
    runner_environment: "github-hosted",
    run_id: "7",
    run_attempt: "1",
    sub: "repo:octo/demo:ref:refs/tags/v1.0",
  });

  async function signed(event: string, inputs: Record<string, string> = {}): Promise<StepEnd> {
    await using sigstore = await startLocalSigstore(claims(release.commit, event), systemClock);
    writeFileSync(join(runner.folder, "root.json"), sigstore.trustedRoot());
    writeFileSync(join(runner.folder, "instance.json"), JSON.stringify(sigstore.instance));
    return await runner.run({
      release,
      inputs: {
        instance: join(runner.folder, "instance.json"),
        "trusted-root": join(runner.folder, "root.json"),
        ...inputs,
      },
      environment: {
        ...sigstore.environment,
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "octo/demo",
        GITHUB_EVENT_NAME: event,
      },
    });
  }

  it("makes a rebuild statement and provenance for the bytes of the upload", async () => {
    const end = await signed("push");
    expect(end.stderr).toBe("");
    expect(end.outputs).toMatchObject({ result: "passed", attested: "true" });
    const lines = readFileSync(end.outputs["bundle-path"]!, "utf8").trimEnd().split("\n");
    const statements = lines.map((line) => {
      const { dsseEnvelope } = JSON.parse(line) as { dsseEnvelope: { payload: string } };
      return JSON.parse(Buffer.from(dsseEnvelope.payload, "base64").toString()) as {
        subject: { name: string; digest: { sha256: string } }[];
        predicateType: string;
        predicate: { jobIsolation?: string };
      };
    });
    expect(statements.map(({ predicateType }) => predicateType)).toEqual([
      "https://rebuild-gate.github.io/predicate/rebuild/v1",
      "https://slsa.dev/provenance/v1",
    ]);
    const [{ digest }] = JSON.parse(end.outputs["subject-digests"]!) as [{ digest: string }];
    for (const { subject } of statements) {
      expect(subject).toMatchObject([
        { name: "demo-1.0.tar.gz", digest: { sha256: digest.slice(7) } },
      ]);
    }
    expect(statements[0]!.predicate.jobIsolation).toBe("same-job");
    expect(end.log).not.toContain("ACTIONS_ID_TOKEN");
  });

  it("signs nothing for a tampered upload", async () => {
    plant();
    const end = await signed("push", { recheck: "false" });
    expect(end.outputs).toMatchObject({ result: "failed", attested: "false", "bundle-path": "" });
    expect(
      readdirSync(end.outputs["report-path"]!).filter((name) => name.includes("sigstore")),
    ).toEqual([]);
  });

  it("compares and does not attest on an event that strangers can start, with one notice", async () => {
    const end = await signed("pull_request_target");
    expect(end.status).toBe(0);
    expect(end.outputs).toMatchObject({ result: "passed", attested: "false" });
    expect(annotations(end, "notice")).toHaveLength(1);
    expect(annotations(end, "notice")[0]).toContain("Compared, not attested");
  });

  it("fails there when told to attest always, and still tells the verdict", async () => {
    const end = await signed("pull_request_target", { attest: "always" });
    expect(end.status).toBe(1);
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      verdict: "identical",
      "exit-code": "2",
      attested: "false",
    });
    expect(end.summary).toContain("identical");
    expect(annotations(end, "error").join()).toContain("event-not-attestable");
  });

  it("fails without a token when told to attest always", async () => {
    const end = await runner.run({ release, inputs: { attest: "always" } });
    expect(end.status).toBe(1);
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      verdict: "identical",
      "exit-code": "5",
    });
    expect(annotations(end, "error").join()).toContain("identity-token-missing");
  });

  it("fails when there is no rebuild to speak of and it is told to attest always", async () => {
    const end = await runner.run({
      release,
      inputs: { attest: "always", build: "", "no-build": "true", tools: "" },
    });
    expect(end.outputs).toMatchObject({ result: "inconclusive", "exit-code": "2" });
    expect(annotations(end, "error").join()).toContain("verdict-not-attestable");
  });

  it("is a failed gate when the signature fails", async () => {
    const end = await signed("push", { "trusted-root": join(runner.folder, "nope.json") });
    expect(end.status).toBe(1);
    expect(end.outputs).toMatchObject({
      result: "inconclusive",
      verdict: "identical",
      attested: "false",
    });
  });
});
