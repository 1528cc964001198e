import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  findProgram,
  onlyArtifact,
  refusedPaths,
  ReleasedProject,
} from "./support/preset-check.ts";

const FILES = {
  "preset-gem-example.gemspec": [
    'require_relative "lib/five/version"',
    "Gem::Specification.new do |spec|",
    '  spec.name = "preset-gem-example"',
    "  spec.version = Five::VERSION",
    '  spec.summary = "An example"',
    '  spec.authors = ["Somebody"]',
    '  spec.license = "MIT"',
    '  spec.homepage = "https://example.test"',
    '  spec.required_ruby_version = ">= 2.7"',
    '  spec.files = `git ls-files -z`.split("\\0")',
    "end",
    "",
  ].join("\n"),
  "lib/five.rb": "module Five\n  def self.five = 5\nend\n",
  "lib/five/version.rb": 'module Five\n  VERSION = "1.0.0"\nend\n',
};
const UPLOAD = "preset-gem-example-1.0.0.gem";

const gem = await findProgram("gem");
const scenario = gem === undefined ? describe.skip : describe;

scenario(`the gem preset${gem === undefined ? ": gem is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    project = await ReleasedProject.create(FILES, gem === undefined ? [] : [gem]);
  });
  afterAll(() => project[Symbol.asyncDispose]());
  const release = (poisoned = {}) =>
    project.release("gem build preset-gem-example.gemspec", [UPLOAD], poisoned);

  test("packs with the time that the upload was packed with", async () => {
    const { status, report } = await project.check(await release());
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ level: expect.stringMatching(/^L[012]$/) });
    const epoch = report.build?.plan.find(({ item }) => item === "env SOURCE_DATE_EPOCH");
    expect(epoch?.evidence).toBe(`every file of ${UPLOAD} bears it`);
  });

  test("refuses a gem with another file in the archive inside of it, and names the file", async () => {
    const poisoned = { "lib/five.rb": "module Five\n  def self.five = 6\nend\n" };
    const { status, report } = await project.check(await release(poisoned));
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(refusedPaths(artifact)).toContain("lib/five.rb");
  });
});
