import { describe, expect, it } from "@jest/globals";
import { gemPreset } from "../../../src/core/presets/gem.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const upload = uploadOf("my-gem-1.0.0.gem", [{ path: "metadata.gz", mtime: 1_714_979_290 }]);

function recipeOf(files: Readonly<Record<string, string>>, of = upload) {
  return gemPreset.plan(projectOf(files), [of], null);
}

describe("the gem preset", () => {
  it("is detected where the commit has the specification that the upload is named after", () => {
    expect(gemPreset.detect(projectOf({ "my-gem.gemspec": "" }), upload)).toBe("my-gem.gemspec");
    expect(gemPreset.detect(projectOf({ "gems/my-gem.gemspec": "" }), upload)).not.toBeNull();
    expect(gemPreset.detect(projectOf({ "my.gemspec": "" }), upload)).toBeNull();
    expect(gemPreset.detect(projectOf({ "a/b/c/my-gem.gemspec": "" }), upload)).toBeNull();
    expect(gemPreset.detect(projectOf({}), upload)).toBeNull();
  });

  it.each(["my-gem-1.0.0-x86_64-linux.gem", "my-gem-1.0.0.tgz", "my-gem-x.gem"])(
    "leaves %s to others",
    (name) => {
      const project = projectOf({ "my-gem.gemspec": "" });
      expect(gemPreset.detect(project, uploadOf(name, null))).toBeNull();
    },
  );

  it("packs with the one time of the upload, and fetches nothing", () => {
    const { environment, fetch, build } = recipeOf({ "my-gem.gemspec": "" });
    expect(environment).toEqual([
      {
        name: "SOURCE_DATE_EPOCH",
        value: "1714979290",
        evidence: "every file of my-gem-1.0.0.gem bears it",
      },
    ]);
    expect(fetch).toBeNull();
    expect(build.command).toBe("gem build ./my-gem.gemspec");
    const untold = recipeOf({ "my-gem.gemspec": "" }, uploadOf("my-gem-1.0.0.gem", null));
    expect(untold.environment).toEqual([]);
  });

  it("packs in the folder of the specification, and asks for git where that does", () => {
    const { build, requires } = recipeOf({ "a b/my-gem.gemspec": "`git ls-files`" });
    expect(build.command).toBe("(cd './a b' && gem build ./my-gem.gemspec)");
    expect(requires.map(({ program }) => program)).toEqual(["gem", "git"]);
    expect(recipeOf({ "my-gem.gemspec": "" }).requires).toHaveLength(1);
  });

  it("would run gem build, and nothing that only sounds like it", () => {
    expect(gemPreset.runs("gem build x.gemspec")).toBe(true);
    expect(gemPreset.runs("gem push x.gem")).toBe(false);
  });

  it("makes no plan without a specification", () => {
    expect(thrown(() => recipeOf({}))).toMatch(/^preset-unusable: .*my-gem-1\.0\.0\.gem/);
  });
});
