import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { commandObstacle } from "../../scripts/corpus/obstacle.ts";
import { RememberedFiles } from "../../src/adapters/remembered-files.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { compareFiles } from "../../src/app/compare.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import { decide } from "../../src/core/verdict.ts";
import { runOrThrow } from "./support/run.ts";

const NAME = "demo-1.0.gem";
const GEMSPEC = `Gem::Specification.new do |s|
  s.name = "demo"
  s.version = "1.0"
  s.summary = "A library to be built"
  s.authors = ["Release"]
  s.license = "Apache-2.0"
  s.homepage = "https://demo.invalid"
  s.files = ["lib/demo.rb", "bin/demo"]
  s.executables = ["demo"]
  s.bindir = "bin"
end
`;
/** The same day, because the date of the release is part of a gem's metadata. */
const EPOCH = 1_700_000_000;

const obstacle = commandObstacle("gem", ["--version"]);
const scenario = obstacle === undefined ? describe : describe.skip;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What `gem build` makes of this library at this time, as a file. */
async function built(
  label: string,
  epoch: number,
  library = "module Demo; end\n",
): Promise<string> {
  const source = join(folder, label);
  await mkdir(join(source, "lib"), { recursive: true });
  await mkdir(join(source, "bin"));
  await writeFile(join(source, "demo.gemspec"), GEMSPEC);
  await writeFile(join(source, "lib", "demo.rb"), library);
  await writeFile(join(source, "bin", "demo"), "#!/usr/bin/env ruby\n", { mode: 0o755 });
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(epoch), HOME: folder };
  await runOrThrow("gem", ["build", "demo.gemspec"], { cwd: source, env });
  return join(source, NAME);
}

/** The gem with the member `data.tar.gz` of another, and its own checksums. */
async function withDataOf(gem: string, other: string): Promise<string> {
  const parts = await mkdtemp(join(folder, "parts-"));
  await runOrThrow("tar", ["-xf", gem, "-C", parts]);
  await runOrThrow("tar", ["-xf", other, "-C", parts, "data.tar.gz"]);
  const forged = join(parts, NAME);
  const members = ["metadata.gz", "data.tar.gz", "checksums.yaml.gz"];
  await runOrThrow("tar", ["--format=ustar", "-cf", forged, "-C", parts, ...members]);
  return forged;
}

async function compare(upload: string, rebuilt: string) {
  const accepted = { word: "normalized", normalisers: DEFAULT_NORMALISERS } as const;
  const { comparison } = await compareFiles(
    {
      upload: { file: upload, name: NAME },
      rebuilt: { file: rebuilt, name: NAME },
      commit: null,
      accepted,
      limits: DEFAULT_LIMITS,
    },
    { files: new RememberedFiles(), secondOpinion: tarOpinion },
    new AbortController().signal,
  );
  const { verdict } = decide(comparison, accepted);
  return {
    verdict: [verdict.kind, verdict.level].join(" ").trim(),
    codes: comparison.findings.map(({ code, path }) => [code, ...path.slice(1)].join(" > ")),
    undecided: comparison.undecided,
  };
}

scenario(
  `a gem that gem build made${obstacle === undefined ? "" : ` (skipped: ${obstacle})`}`,
  () => {
    test("is equivalent to one of another minute, with the checksums that follow", async () => {
      const found = await compare(await built("one", EPOCH), await built("two", EPOCH + 60));
      expect(found).toMatchObject({ verdict: "equivalent L2", undecided: [] });
      expect(found.codes).toContain("gem-checksums-derived > checksums.yaml.gz");
    });

    test("is different from one of another library, whose checksums are right, too", async () => {
      const tampered = await built("tampered", EPOCH, "module Demo; `id`; end\n");
      const found = await compare(tampered, await built("honest", EPOCH));
      expect(found.verdict).toBe("different");
      expect(found.codes[0]).toBe("entry-content > data.tar.gz > lib/demo.rb");
    });

    test("is different from itself with other data, also where both sides have that", async () => {
      const other = await built("other", EPOCH, "module Demo; `id`; end\n");
      const gem = await built("own", EPOCH);
      const forged = await withDataOf(gem, other);
      expect(await compare(forged, gem)).toMatchObject({ verdict: "different" });
      const later = await withDataOf(await built("later", EPOCH + 60), other);
      const both = await compare(forged, later);
      expect(both.verdict).toBe("different");
      expect(both.codes).toContain("gem-checksums-mismatch > data.tar.gz");
    });
  },
);
