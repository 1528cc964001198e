import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startLocalSigstore } from "../../src/adapters/local-sigstore/local-sigstore.ts";
import { parseReport } from "../../src/core/report.ts";
import { DEMO_REPOSITORY, demoRun } from "../../src/entry/demo/claims.ts";
import { BUILD, CliBench, TWIN, UPLOAD } from "./cli-bench.ts";
import type { Ended, Program } from "./cli-bench.ts";
import { clock } from "./local-run.ts";

/** What every form of the program must do under every Node it supports: each command once, as a process. */
export function mainScenarios(program: Program): void {
  let bench: CliBench;
  const rebuildGate = (...args: readonly string[]): Promise<Ended> => bench.run(args);

  beforeAll(async () => {
    bench = await CliBench.open(program);
  });
  afterAll(async () => {
    await bench[Symbol.asyncDispose]();
  });

  it("passes an honest upload, and is silent on stderr where nobody watches", async () => {
    const { status, stdout, stderr } = await rebuildGate("check", UPLOAD, "--build", BUILD);
    expect(stdout).toMatch(
      /^pkg-1\.0\.tar\.gz: identical\. The rebuild of commit [0-9a-f]{12} made the same bytes\.\n/,
    );
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("refuses a tampered twin, names the file and its ignore rule, and writes every format", async () => {
    const out = join(bench.folder, "report");
    const { status, stdout } = await rebuildGate(
      "check",
      ...TWIN,
      "--report",
      out,
      "--format",
      "json",
    );
    expect(status).toBe(1);
    const report = parseReport(stdout);
    expect(report.artifacts[0]).toMatchObject({ verdict: "different", stability: "stable" });
    expect(report.artifacts[0]!.findings[0]).toMatchObject({
      code: "entry-only-in-upload",
      path: ["evil.tar.gz", "src/evil.m4"],
    });
    expect((await readdir(out)).sort()).toEqual([
      "report.html",
      "report.json",
      "report.md",
      "report.txt",
    ]);
    expect(await readFile(join(out, "report.json"), "utf8")).toBe(stdout);
    const text = await readFile(join(out, "report.txt"), "utf8");
    expect(text).toMatch(/^evil\.tar\.gz: different\. The upload is not what a stable build makes/);
    expect(text).toContain("first     src/evil.m4");
    expect(text).toMatch(/\.gitignore/);

    const explained = await rebuildGate("explain", join(out, "report.json"), "evil.m4");
    expect([explained.status, explained.stderr]).toEqual([0, ""]);
    expect(explained.stdout).toContain("evil.tar.gz ▸ src/evil.m4");
    const page = await rebuildGate("explain", join(out, "report.json"), "--format", "html");
    expect(page.stdout).toBe(await readFile(join(out, "report.html"), "utf8"));
  });

  it("compares two files, with and without a commit", async () => {
    const same = await rebuildGate("compare", UPLOAD, UPLOAD);
    expect(same.stdout).toContain("identical. Both files have the same bytes.");
    expect(same.status).toBe(0);
    const other = await rebuildGate(
      "compare",
      "dist/evil.tar.gz",
      UPLOAD,
      "--source",
      ".",
      "--format",
      "json",
    );
    expect(other.status).toBe(1);
    expect(parseReport(other.stdout)).toMatchObject({
      command: "compare",
      mode: "given",
      build: null,
    });
  });

  it("lists an archive as text and as one JSON document", async () => {
    const text = await rebuildGate("inspect", UPLOAD);
    expect(text.stdout).toMatch(/^tar\+gzip, 2 entries, 6 bytes of content/);
    expect(text.status).toBe(0);
    const json = await rebuildGate("inspect", UPLOAD, "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: true,
      entries: [{ path: "src" }, { path: "src/a.txt", size: 6 }],
    });
  });

  it("makes the same bytes of two archives of the same files, and replaces nothing unasked", async () => {
    const other =
      "tar --mtime=@77 --owner=5 --group=5 --format=ustar -cf dist/other.tar src && gzip -f dist/other.tar";
    bench.shell(other);
    const first = await rebuildGate(
      "repack",
      "dist/other.tar.gz",
      "-o",
      "dist/one.tar.gz",
      "--mtime",
      "@0",
    );
    expect([first.status, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toContain("Modification time differs (entry-mtime), such as");
    const second = await rebuildGate(
      "repack",
      UPLOAD,
      "-o",
      "dist/two.tar.gz",
      "--format",
      "json",
      "--mtime",
      "@0",
    );
    const [one, two] = await Promise.all(
      ["one", "two"].map((name) => readFile(join(bench.repository, "dist", `${name}.tar.gz`))),
    );
    expect(one!.equals(two!)).toBe(true);
    expect(JSON.parse(second.stdout)).toMatchObject({ output: { size: one!.length } });
    const again = await rebuildGate("repack", UPLOAD, "-o", "dist/two.tar.gz");
    expect([again.status, again.stderr.split("\n")[0]]).toEqual([2, "rebuild-gate: output-exists"]);
  });

  it("signs what it checked, verifies it, and refuses the twin and a moved tag under the same bundle", async () => {
    const run = demoRun(bench.git("rev-parse", "HEAD"));
    bench.git("tag", "demo");
    await using sigstore = await startLocalSigstore(run.claims, clock);
    const out = join(bench.folder, "signed");
    const instance = join(bench.folder, "instance.json");
    const trustedRoot = join(bench.folder, "trusted_root.json");
    await writeFile(instance, JSON.stringify(sigstore.instance));
    await writeFile(trustedRoot, sigstore.trustedRoot());
    const where = ["--instance", instance, "--trusted-root", trustedRoot];
    const checked = await rebuildGate(
      ...["check", UPLOAD, "--commit", "demo", "--build", BUILD, "--report", out],
    );
    expect(checked.status).toBe(0);
    const report = join(out, "report.json");
    const attest = (): ReturnType<typeof bench.run> =>
      bench.run(["attest", UPLOAD, "--from", report, "--output", out, ...where], {
        ...run.environment,
        ...sigstore.environment,
      });
    const signed = await attest();
    expect([signed.status, signed.stderr]).toEqual([0, ""]);
    expect(signed.stdout).toContain("Signed and verified: 2 statements");
    const verify = (upload: string) =>
      rebuildGate(
        ...["verify", upload, "--bundle", join(out, "attestations.sigstore.jsonl")],
        ...["--repository", DEMO_REPOSITORY, "--tag", "demo", "--source", "."],
        ...["--issuer", sigstore.instance.issuer, ...where],
      );
    const honest = await verify(UPLOAD);
    expect(honest.stdout).toMatch(/^pkg-1\.0\.tar\.gz: PASSED\. /);
    expect(honest.status).toBe(0);
    const twin = await verify("dist/evil.tar.gz");
    expect(twin.stdout).toMatch(/^evil\.tar\.gz: FAILED\. [^]*failed +subject-digest\n/);
    expect(twin.status).toBe(1);
    bench.git("tag", "-f", "demo", bench.git("commit-tree", "-m", "later", "HEAD^{tree}"));
    const moved = await verify(UPLOAD);
    expect(moved.stdout).toMatch(/^pkg-1\.0\.tar\.gz: FAILED\. [^]*failed +commit\n/);
    expect(moved.status).toBe(1);
    const late = await attest();
    expect([late.status, late.stderr.split("\n")[0]]).toEqual([2, "rebuild-gate: tag-moved"]);
  });

  it("ends with 2 and a message for a command line that it does not take", async () => {
    const { status, stdout, stderr } = await rebuildGate("check", "--polciy");
    expect(stderr).toMatch(/^rebuild-gate: usage\n {2}expected {2}.+\n {2}found {5}.+\n/);
    expect([status, stdout]).toEqual([2, ""]);
  });

  it("leaves nothing behind in the temporary folder", async () => {
    expect(await readdir(bench.temporary)).toEqual([]);
  });
}
