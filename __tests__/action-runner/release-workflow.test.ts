import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock.ts";
import { startLocalSigstore } from "../../src/adapters/local-sigstore/local-sigstore.ts";
import { sigstoreVerifier } from "../../src/adapters/sigstore-verify.ts";
import { bundleAction } from "../support/action-step.ts";
import { example, makeProject } from "./act.ts";
import type { WorkflowEnd } from "./act.ts";

const GATE = "rebuild-gate/rebuild-gate@v0.1.0";

let action: string;

beforeAll(async () => {
  action = mkdtempSync(join(tmpdir(), "action-"));
  await bundleAction(action);
});
afterAll(() => {
  rmSync(action, { recursive: true });
});

/** A release workflow with this step before the build, and these inputs for the gate; it prints the gate's outputs. */
function workflow(before: string, inputs: Readonly<Record<string, string>> = {}): string {
  const given = { "subject-path": "dist/*", build: "make dist", recheck: "false", ...inputs };
  return JSON.stringify({
    name: "Release",
    on: { push: { tags: ["v*"] } },
    permissions: {},
    jobs: {
      release: {
        "runs-on": "ubuntu-latest",
        steps: [
          { uses: "actions/checkout@v7" },
          { run: before },
          { run: "make dist" },
          { id: "gate", uses: GATE, with: given },
          {
            if: "${{ always() }}",
            env: {
              OUTPUTS: "${{ toJSON(steps.gate.outputs) }}",
              RESULT: "${{ steps.gate.outcome }}",
            },
            run: 'echo "outcome=$RESULT"; echo "$OUTPUTS" | tr -d "\\n" | sed "s/^/outputs=/"; echo; env | sed "s/^/env /"',
          },
        ],
      },
    },
  });
}

/** Runs such a workflow with these further files in the commit. */
async function release(
  before: string,
  inputs: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<WorkflowEnd> {
  using project = makeProject(
    { ".github/workflows/release.yml": workflow(before, inputs), ...files },
    { [GATE]: action },
  );
  return await project.push(environment);
}

/** What the later step saw of the gate. */
function outputs(end: WorkflowEnd): Readonly<Record<string, string>> {
  const [, json] = /^ *\| outputs=(.*)$/m.exec(end.log) ?? [];
  if (json === undefined) throw new Error(`expected outputs in the log, found:\n${end.log}`);
  return JSON.parse(json) as Record<string, string>;
}

/** Commands that the runner obeyed (it marks each with a sign in front), but for the token that ends the build log. */
function obeyed(end: WorkflowEnd): string[] {
  return [...end.log.matchAll(/^ *(?:⚙|❓|❗|🚧|💬) +::([a-z0-9-]+)/gmu)]
    .map(([, name]) => name!)
    .filter((name) => !/^[0-9a-f]{32}$/.test(name));
}

describe("an honest release under a workflow runner", () => {
  it("passes the one-step workflow of the documentation as it stands", async () => {
    using project = makeProject(
      { ".github/workflows/release.yml": example("release-in-one-step.yml") },
      { [GATE]: action },
    );
    const end = await project.push();
    expect(end.status).toBe(0);
    expect(end.log).toContain("demo-1.0.tar.gz: identical. The rebuild of commit");
    expect(end.log).toContain("| publish dist/* here");
    expect(end.log).toMatch(/Summary - ## ✅ demo-1\.0\.tar\.gz: identical/);
    expect(end.log).toContain("Compared, not attested");
  });

  it("passes the workflow in two jobs as it stands, and publishes only the bytes that were judged", async () => {
    const store = mkdtempSync(join(tmpdir(), "artifacts-"));
    const upload = composite(
      `mkdir -p "${store}/$NAME" && cp -R $SOURCE "${store}/$NAME"`,
      "name",
      "path",
    );
    const download = composite(
      `mkdir -p "$SOURCE" && cp "${store}/$NAME"/* "$SOURCE"`,
      "name",
      "path",
    );
    const text = example("release-in-two-jobs.yml");
    const [, uploader, downloader] =
      /(actions\/upload-artifact@[0-9a-f]{40}).*?(actions\/download-artifact@[0-9a-f]{40})/s.exec(
        text,
      ) ?? [];
    const actions = { [GATE]: action, [uploader!]: upload, [downloader!]: download };
    const run = async (workflowText: string): Promise<WorkflowEnd> => {
      rmSync(store, { recursive: true, force: true });
      using project = makeProject({ ".github/workflows/release.yml": workflowText }, actions);
      return await project.push();
    };
    const end = await run(text);
    expect(end.status).toBe(0);
    expect(end.log).toContain("demo-1.0.tar.gz: OK");
    const swapped = text.replace(
      "          cd dist\n",
      "          cd dist\n          echo x >> demo-1.0.tar.gz\n",
    );
    expect(swapped).not.toBe(text);
    const refused = await run(swapped);
    expect(refused.status).not.toBe(0);
    expect(refused.log).toContain("demo-1.0.tar.gz: FAILED");
    for (const folder of [store, upload, download]) rmSync(folder, { recursive: true });
  });

  it("is signed by the identity of the run, and the bundles verify", async () => {
    using project = makeProject(
      {
        ".github/workflows/release.yml": workflow("true", {
          instance: "${{ env.SIGSTORE_FOLDER }}/instance.json",
          "trusted-root": "${{ env.SIGSTORE_FOLDER }}/root.json",
          report: "${{ env.SIGSTORE_FOLDER }}/report",
          attest: "always",
        }),
      },
      { [GATE]: action },
    );
    const signer = "octo/demo/.github/workflows/release.yml@refs/tags/v1.0";
    await using sigstore = await startLocalSigstore(
      {
        ref: "refs/tags/v1.0",
        sha: project.commit,
        repository: "octo/demo",
        repository_id: "1",
        repository_owner_id: "2",
        repository_visibility: "public",
        event_name: "push",
        job_workflow_ref: signer,
        workflow_ref: signer,
        runner_environment: "github-hosted",
        run_id: "1",
        run_attempt: "1",
        sub: "repo:octo/demo:ref:refs/tags/v1.0",
      },
      systemClock,
    );
    const folder = mkdtempSync(join(tmpdir(), "sigstore-"));
    writeFileSync(join(folder, "instance.json"), JSON.stringify(sigstore.instance));
    writeFileSync(join(folder, "root.json"), sigstore.trustedRoot());
    const end = await project.push({ ...sigstore.environment, SIGSTORE_FOLDER: folder });
    expect(end.status).toBe(0);
    const seen = outputs(end);
    expect(seen).toMatchObject({ result: "passed", attested: "true" });
    const [{ digest }] = JSON.parse(seen["subject-digests"]!) as [{ digest: string }];
    const verifier = sigstoreVerifier();
    const root = { text: sigstore.trustedRoot(), origin: "test" };
    const lines = readFileSync(join(folder, "report", "attestations.sigstore.jsonl"), "utf8");
    const judged = lines
      .trimEnd()
      .split("\n")
      .map((text) => verifier.verify({ name: "bundle", text }, sigstore.instance, root));
    expect(judged).toHaveLength(2);
    for (const { checks, verified } of judged) {
      expect(checks.filter(({ passed }) => !passed)).toEqual([]);
      expect(Buffer.from(verified!.payload).toString()).toContain(digest.slice("sha256:".length));
    }
    rmSync(folder, { recursive: true });
  });
});

describe("a release with a git-ignored file changed only in the upload", () => {
  it("fails before anything is published, and says which file and why", async () => {
    const end = await release("echo 'dnl evil' > src/trigger.m4");
    expect(end.status).toBe(1);
    expect(outputs(end)).toMatchObject({
      result: "failed",
      verdict: "different",
      "exit-code": "1",
      mismatches: "1",
      attested: "false",
    });
    expect(end.log).toContain("| outcome=failure");
    expect(end.log).toMatch(
      /::error::demo-1\.0\.tar\.gz: different\..*First file: demo-1\.0\/src\/trigger\.m4/,
    );
    expect(end.log).toMatch(/Summary - ## ❌ /);
    expect(end.log).toMatch(/\.gitignore/);
  });

  it("only warns where it is told to", async () => {
    const end = await release("echo 'dnl evil' > src/trigger.m4", { "on-mismatch": "warn" });
    expect(end.status).toBe(0);
    expect(outputs(end)).toMatchObject({ result: "failed", verdict: "different" });
    expect(end.log).toContain("| outcome=success");
  });
});

describe("a hostile release under a workflow runner", () => {
  const attacks = [
    "::set-output name=result::passed",
    "::add-mask::demo",
    "::set-env name=PWNED::yes",
    "::stop-commands::t",
    "::endgroup::",
    "##[set-output name=verdict]identical",
    "x##[add-mask]demo",
    "##[group]forged",
    "::debug::forged",
  ];

  it("has no effect by what its build prints, nor by the names of its files", async () => {
    const end = await release(
      "mkdir -p 'src/##[set-output name=result]passed' && echo x > 'src/##[set-output name=result]passed/a##[add-mask]demo.m4'",
      { build: "cat attack.txt; cat attack.txt >&2; make dist" },
      { "attack.txt": `${attacks.join("\n")}\n` },
    );
    expect(end.status).toBe(1);
    expect(outputs(end)).toMatchObject({ result: "failed", verdict: "different" });
    // Nothing was masked: the runner would show `***`.
    expect(end.log).not.toContain("***");
    expect(end.log).not.toContain("env PWNED");
    const commands = obeyed(end);
    expect(new Set(commands)).toEqual(
      new Set(["group", "endgroup", "stop-commands", "error", "set-output"]),
    );
    expect(commands.filter((name) => name === "stop-commands")).toHaveLength(1);
    expect(commands.filter((name) => name === "group")).toHaveLength(
      commands.filter((name) => name === "endgroup").length,
    );
  });

  const toRunnerFiles =
    "for f in $(tr '\\0' '\\n' < /proc/$PPID/environ | sed -n 's/^GITHUB_\\(ENV\\|PATH\\|OUTPUT\\|STATE\\)=//p'); do echo 'PWNED=yes' >> \"$f\"; done; make dist";

  it("does not find the runner's files from inside the sandbox", async () => {
    const end = await release("true", { build: toRunnerFiles, sandbox: "required" });
    expect(end.status).toBe(0);
    expect(outputs(end)).toMatchObject({ result: "passed" });
    expect(outputs(end)).not.toHaveProperty("PWNED");
    expect(end.log).not.toContain("runner-files-changed");
    expect(end.log).not.toContain("env PWNED");
  });

  it("cannot steer later steps through the runner's files without a sandbox either", async () => {
    const end = await release("true", { build: toRunnerFiles, sandbox: "off" });
    expect(end.status).toBe(1);
    expect(outputs(end)).toMatchObject({ result: "inconclusive", verdict: "", "exit-code": "4" });
    expect(outputs(end)).not.toHaveProperty("PWNED");
    expect(end.log).toContain("runner-files-changed");
    expect(end.log).not.toContain("env PWNED");
  });
});

/** An action of shell for two inputs, as a folder: a stand-in for a service that a single machine does not have. */
function composite(script: string, name: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "action.yml"),
    JSON.stringify({
      name: "stand-in",
      description: "stand-in",
      inputs: { [name]: { required: true }, [source]: { required: true }, "if-no-files-found": {} },
      runs: {
        using: "composite",
        steps: [
          {
            shell: "bash",
            env: { NAME: `\${{ inputs.${name} }}`, SOURCE: `\${{ inputs.${source} }}` },
            run: script,
          },
        ],
      },
    }),
  );
  return folder;
}
