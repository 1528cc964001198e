import { describe, expect, it } from "@jest/globals";
import { buildLockOf } from "../../../src/core/python/build-lock.ts";
import { buildSystemOf } from "../../../src/core/python/build-system.ts";
import { projectOf } from "../../support/preset-project.ts";

const HASH = `--hash=sha256:${"0".repeat(64)}`;

function lockOf(text: string): ReturnType<typeof buildLockOf> {
  const project = projectOf({
    "pyproject.toml":
      '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
    "requirements-build.txt": text,
  });
  return buildLockOf(project, buildSystemOf(project));
}

describe("buildLockOf", () => {
  it("is the file of the commit that pins what the build requires", () => {
    expect(lockOf("hatchling==1.18.0\npackaging==24.0 # why\n")).toEqual({
      path: "requirements-build.txt",
      hasHashes: false,
    });
  });

  it("has its hashes enforced where every line has them", () => {
    expect(lockOf(`# made by a tool\nhatchling==1.18.0 \\\n    ${HASH} \\\n    ${HASH}\n`)).toEqual(
      {
        path: "requirements-build.txt",
        hasHashes: true,
      },
    );
    expect(lockOf(`hatchling==1.18.0 ${HASH}\nx==1\n`)?.hasHashes).toBe(false);
  });

  it.each([
    ["another package alone", "x==1\n"],
    ["a range", "hatchling>=1\n"],
    ["an option", "--index-url https://example.test\nhatchling==1.18.0\n"],
    ["an option behind a pin", "hatchling==1.18.0 --config-settings=x\n"],
    ["another file", "-r other.txt\nhatchling==1.18.0\n"],
    ["nothing", "\n"],
  ])("is none where it holds %s", (_, text) => {
    expect(lockOf(text)).toBeNull();
  });
});
