import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { systemClock } from "../../adapters/clock.ts";
import { startLocalSigstore } from "../../adapters/local-sigstore/local-sigstore.ts";
import { readReport } from "../../adapters/report-file.ts";
import { InputError } from "../../core/errors.ts";
import type { Report } from "../../core/report.ts";
import { safeLine } from "../../core/safe-text.ts";
import { cloneOf } from "../demo/clone.ts";
import { DEMO_REPOSITORY, demoRun } from "../demo/claims.ts";
import { findNpm, packPackage } from "../demo/npm.ts";
import type { Npm } from "../demo/npm.ts";
import { IGNORED_FILE, tamperedTwin } from "../demo/tampered-twin.ts";
import { attest } from "./attest.ts";
import { check } from "./check.ts";
import type { Command, Shell } from "./command.ts";
import { verify } from "./verify.ts";

/** What makes the package from a clean checkout: `dist/` is deleted first, so it must follow from `src/`. */
const BUILD =
  "npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error && rm -rf dist && npm run build && npm pack";

const SHOWN_LINES = 12;

/** Gates this package, signs, verifies, and does the same to a tampered twin; resolves to the exit code. */
export async function runDemo(
  request: { readonly report: string | null },
  shell: Shell,
): Promise<number> {
  const started = systemClock.monotonic();
  const environment = { ...shell.environment };
  const root = cloneOf(import.meta.dirname);
  const npm = await findNpm(environment);
  const folder = await reportFolder(request.report, root, shell);
  await mkdir(join(folder, "upload"), { recursive: true });
  const stage = new Stage({ ...shell, environment }, root, npm, folder);

  await stage.say("1  Pack this package: the upload");
  const upload = await packPackage(npm, root, join(folder, "upload"), environment);
  await stage.say(`   ${basename(upload)}\n`);

  await stage.say("2  Rebuild it from HEAD, in a fresh copy of the proven tree, and compare");
  const honest = await stage.check(upload, "honest");
  if (honest.exitCode !== 0) {
    await stage.say(
      "The package is not what its commit builds. (Uncommitted changes? They are packed, not built.)",
    );
    return honest.exitCode;
  }

  await stage.say("3  Sign what was found, with a Sigstore that lives inside this process");
  const commit = honest.source?.commit ?? "";
  const signed = await stage.signAndVerify(upload, commit);
  if (signed !== 0) return signed;

  await stage.say(`5  The same with a twin: one more line in ${IGNORED_FILE}, which git ignores`);
  const twin = await tamperedTwin(upload, join(folder, "twin"));
  // Two rebuilds agreed already if both checks name the same rebuilt digest, so a third would only cost time.
  const tampered = await stage.check(twin, "tampered", "--no-recheck");
  const refused = tampered.verdict === "different";
  await stage.say(
    refused ? "   Refused, as it must be.\n" : "   NOT REFUSED. That is a bug of ours.\n",
  );

  const seconds = ((systemClock.monotonic() - started) / 1000).toFixed(0);
  await stage.say(
    [
      `Reports (${seconds} s):`,
      ...["honest", "tampered"].flatMap((name) =>
        ["html", "json"].map((kind) => `   ${join(folder, name, `report.${kind}`)}`),
      ),
      `   ${join(folder, "attestations")}  bundles, and the trusted root that they verify under`,
      "",
      "What this proves: the tarball follows from the commit, and signing and verifying work. What it does not: who",
      "signed. The embedded certificate authority, log and timestamp authority were made a minute ago, trust only",
      "themselves, and count nowhere unless their trusted root is named.",
    ].join("\n"),
  );
  return refused ? 0 : 1;
}

/** The demo's own folder in the clone, emptied; or a folder of the user's that has nothing in it. */
async function reportFolder(asked: string | null, root: string, shell: Shell): Promise<string> {
  if (asked === null) {
    const own = join(root, ".demo");
    await rm(own, { recursive: true, force: true });
    return own;
  }
  const folder = resolve(shell.directory, asked);
  const present = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  if (present.length === 0) return folder;
  throw new InputError("output-exists", {
    expected: "--report with a folder that is new or empty",
    found: `${folder} with ${String(present.length)} entries`,
    next: "Name another folder; the demo deletes nothing that is not its own.",
  });
}

/** Runs the real commands, shows how they were called and the first lines of what they say. */
class Stage {
  readonly #shell: Shell;
  readonly #root: string;
  readonly #npm: Npm;
  readonly #folder: string;

  constructor(shell: Shell, root: string, npm: Npm, folder: string) {
    this.#shell = shell;
    this.#root = root;
    this.#npm = npm;
    this.#folder = folder;
  }

  async say(text: string): Promise<void> {
    await this.#shell.stdout.write(`${text}\n`);
  }

  /** Checks one tarball into a report folder of its own. */
  async check(upload: string, name: string, ...more: readonly string[]): Promise<Report> {
    const report = join(this.#folder, name);
    await this.#run("check", check, [
      ...[upload, "--source", this.#root, "--commit", "HEAD", "--build", BUILD],
      ...["--output", "rebuild-gate-*.tgz", "--report", report],
      ...["--tools", dirname(process.execPath), "--tools", dirname(this.#npm.program)],
      ...["--env", `npm_config_cache=${this.#npm.cache}`],
      // This package is trusted already, and its build takes what npm has in the user's home, which a sandbox hides.
      ...["--sandbox", "off"],
      ...more,
    ]);
    return readReport(join(report, "report.json"));
  }

  async signAndVerify(upload: string, commit: string): Promise<number> {
    const run = demoRun(commit);
    await using sigstore = await startLocalSigstore(run.claims, systemClock);
    const folder = join(this.#folder, "attestations");
    await mkdir(folder, { recursive: true });
    const instance = join(folder, "instance.json");
    const root = join(folder, "trusted_root.json");
    await writeFile(instance, JSON.stringify(sigstore.instance, null, 2));
    await writeFile(root, sigstore.trustedRoot());
    const where = ["--instance", instance, "--trusted-root", root];
    const environment = { ...this.#shell.environment, ...run.environment, ...sigstore.environment };
    const report = join(this.#folder, "honest", "report.json");
    const signed = await this.#run(
      "attest",
      attest,
      [upload, "--from", report, "--output", folder, ...where],
      environment,
    );
    if (signed !== 0) return signed;
    await this.say(
      "4  Verify the bundle as a stranger would: the file, the bundle, and whom to trust",
    );
    return await this.#run("verify", verify, [
      ...[upload, "--bundle", join(folder, "attestations.sigstore.jsonl"), "--commit", commit],
      ...["--repository", DEMO_REPOSITORY, "--issuer", sigstore.instance.issuer, ...where],
    ]);
  }

  async #run(
    name: string,
    command: Command,
    argv: readonly string[],
    environment = this.#shell.environment,
  ): Promise<number> {
    const shown = argv.map((word) => quoted(word.replaceAll(`${this.#root}/`, "")));
    await this.say(`   $ rebuild-gate ${[name, ...shown].join(" ")}`);
    let said = "";
    const stdout = {
      isTerminal: false,
      write: (text: string) => {
        said += text;
        return Promise.resolve();
      },
    };
    const code = await command.execute(argv, { ...this.#shell, environment, stdout });
    await this.say(`\n${opening(said)}\n`);
    return code;
  }
}

/** The first paragraph, and not more of it than a screen has room for. */
function opening(text: string): string {
  const lines = (text.split("\n\n")[0] ?? "").trimEnd().split("\n");
  const rest = lines.length - SHOWN_LINES;
  return [...lines.slice(0, SHOWN_LINES), ...(rest > 0 ? [`… ${String(rest)} more lines`] : [])]
    .map((line) => `   ${line}`)
    .join("\n");
}

function quoted(word: string): string {
  const shown = safeLine(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
