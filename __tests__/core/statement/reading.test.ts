import { describe, expect, it } from "@jest/globals";
import { BUILT_IN_INSTANCES, builtInInstance, parseInstance } from "../../../src/core/instance.ts";
import {
  LARGEST_BUNDLE_FILE,
  MOST_BUNDLES,
  readBundleFile,
} from "../../../src/core/statement/bundle-file.ts";
import { provenanceOf } from "../../../src/core/statement/provenance.ts";
import {
  parseRepository,
  parseSignerWorkflow,
  splitWorkflowIdentity,
  tagRef,
} from "../../../src/core/statement/signer-identity.ts";
import { parseStatement } from "../../../src/core/statement/statement.ts";
import { parseStrictJson, parseStrictJsonBytes } from "../../../src/core/statement/strict-json.ts";
import { CLAIMS, statement } from "../../support/statements.ts";

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("parseStrictJson", () => {
  it.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '"{\\"a\\":1,\\"a\\":2}"',
    '[1,"a","a",{"x":"a","y":"a"}]',
    '{"a\\\\":1,"a":2}',
    '{"":1," ":2}',
    "[".repeat(64) + "]".repeat(64),
  ])("takes %s", (text) => {
    expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '[{"b":{"c":[],"d":0,"c":{}}}]',
    '{"__proto__":1,"__proto__":2}',
    '{"a":[{"b":1}],"a":2}',
    "[".repeat(65) + "]".repeat(65),
    "{",
    "",
  ])("refuses %s", (text) => {
    expect(parseStrictJson(text).ok).toBe(false);
  });

  it("refuses bytes that are not UTF-8, and a byte order mark", () => {
    expect(parseStrictJsonBytes(Buffer.from([0x22, 0xff, 0x22])).ok).toBe(false);
    expect(parseStrictJsonBytes(Buffer.from("\uFEFF{}")).ok).toBe(false);
    expect(parseStrictJsonBytes(Buffer.from("{}")).ok).toBe(true);
  });
});

describe("parseStatement", () => {
  it("takes a statement with fields it does not know", () => {
    expect(parseStatement(statement({ later: true })).ok).toBe(true);
  });

  it.each([
    { _type: "https://in-toto.io/Statement/v0.1" },
    { subject: [] },
    { subject: Array.from({ length: 1025 }, () => ({ digest: {} })) },
    { subject: [{ name: "a" }] },
    { subject: [{ digest: { sha256: 5 } }] },
    { predicateType: "" },
    { predicateType: undefined },
  ])("refuses %j", (overrides) => {
    expect(parseStatement(statement(overrides)).ok).toBe(false);
  });
});

describe("readBundleFile", () => {
  it("reads one bundle over several lines, or one per line", () => {
    expect(readBundleFile("a", Buffer.from('{\n"a":1}\n'))).toHaveLength(1);
    expect(readBundleFile("a", Buffer.from('{"a":1}\n\n{"b":2}\n'))).toEqual([
      { name: "a:1", text: '{"a":1}' },
      { name: "a:3", text: '{"b":2}' },
    ]);
  });

  it.each([
    ["nothing", Buffer.from("")],
    ["white space", Buffer.from("\n \n")],
    ["text", Buffer.from("bundle")],
    ["one bad line", Buffer.from('{"a":1}\n{"b":')],
    ["no UTF-8", Buffer.from([0xff])],
    ["too many", Buffer.from("{}\n".repeat(MOST_BUNDLES + 1))],
    ["too large", Buffer.alloc(LARGEST_BUNDLE_FILE + 1, " ").fill("1", 0, 1)],
  ])("refuses %s", (_, bytes) => {
    expect(codeOf(() => readBundleFile("a", bytes))).toBe("bundle-invalid");
  });
});

describe("the words of a verifier's command line", () => {
  const repository = { name: "octo/app", id: null };

  it("are read", () => {
    expect(parseRepository("octo/app#1001")).toEqual({ name: "octo/app", id: "1001" });
    expect(parseRepository("octo-cat/a.b_c")).toEqual({ name: "octo-cat/a.b_c", id: null });
    const path = "octo/app/.github/workflows/r.yml";
    expect(parseSignerWorkflow(".github/workflows/r.yml", repository)).toEqual({ path, ref: null });
    expect(parseSignerWorkflow(`${path}@refs/tags/pkg@1`, repository)).toEqual({
      path,
      ref: "refs/tags/pkg@1",
    });
    expect(tagRef("v1.0.0")).toBe("refs/tags/v1.0.0");
    expect(tagRef("refs/tags/v1.0.0")).toBe("refs/tags/v1.0.0");
  });

  it.each([
    "",
    "octo",
    "octo/",
    "/app",
    "octo/app/x",
    "octo/app#",
    "octo/app#0",
    "octo/app#1#2",
    "octo/app#x",
    "octo/..",
    "oc to/app",
    "octo/app\n",
    "-a/b",
    "https://github.com/octo/app",
  ])("refuse the repository %j", (text) => {
    expect(codeOf(() => parseRepository(text))).toBe("usage");
  });

  it.each([
    "",
    "r.yml",
    ".github/workflows/r",
    ".github/workflows/a/r.yml",
    "octo/.github/workflows/r.yml",
    "a/b/c/.github/workflows/r.yml",
    ".github/workflows/r.yml@main",
    ".github/workflows/r.yml@",
    "@refs/tags/v1",
    ".github/workflows/r.yml@refs/tags/a b",
    "../x/.github/workflows/r.yml",
  ])("refuse the workflow %j", (text) => {
    expect(codeOf(() => parseSignerWorkflow(text, repository))).toBe("usage");
  });

  it.each(["", "refs/heads/v1", "refs/tags/", "a b"])("refuse the tag %j", (text) => {
    expect(codeOf(() => tagRef(text))).toBe("usage");
  });

  it("split an identity at its first @", () => {
    expect(splitWorkflowIdentity("a@b@c")).toEqual({ workflow: "a", ref: "b@c" });
    expect([
      splitWorkflowIdentity("a"),
      splitWorkflowIdentity("@b"),
      splitWorkflowIdentity("a@"),
    ]).toEqual([null, null, null]);
  });
});

describe("provenanceOf", () => {
  it("has the shape that @actions/attest gives it, field by field", () => {
    const claims = {
      ...CLAIMS,
      ref: "refs/heads/main",
      event_name: "workflow_dispatch",
      workflow_ref: "octo/app/.github/workflows/call@er.yml@refs/heads/main",
      job_workflow_ref: "gate/keeper/.github/workflows/gate.yml@refs/tags/v1",
    };
    expect(provenanceOf(claims, "https://github.com")).toEqual({
      buildDefinition: {
        buildType: "https://actions.github.io/buildtypes/workflow/v1",
        externalParameters: {
          workflow: {
            ref: "refs/heads/main",
            repository: "https://github.com/octo/app",
            path: ".github/workflows/call",
          },
        },
        internalParameters: {
          github: {
            event_name: "workflow_dispatch",
            repository_id: "1001",
            repository_owner_id: "2002",
            runner_environment: "github-hosted",
          },
        },
        resolvedDependencies: [
          {
            uri: "git+https://github.com/octo/app@refs/heads/main",
            digest: { gitCommit: claims.sha },
          },
        ],
      },
      runDetails: {
        builder: { id: "https://github.com/gate/keeper/.github/workflows/gate.yml@refs/tags/v1" },
        metadata: {
          invocationId: "https://github.com/octo/app/actions/runs/77/attempts/1",
        },
      },
    });
  });

  it("leaves the path whole when the workflow is of another repository", () => {
    const claims = { ...CLAIMS, workflow_ref: "other/repo/.github/workflows/a.yml@refs/heads/x" };
    const { workflow } = provenanceOf(claims, "https://github.com").buildDefinition
      .externalParameters;
    expect(workflow.path).toBe("other/repo/.github/workflows/a.yml");
  });
});

describe("parseInstance", () => {
  const own = { ...builtInInstance("public-good")!, name: "own" };
  const read = (value: unknown) => parseInstance(JSON.stringify(value), "the test");

  it("reads an instance, and knows the built-in ones", () => {
    expect(read(own)).toEqual(own);
    for (const instance of BUILT_IN_INSTANCES) {
      expect(read({ ...instance, name: "copy" })).toEqual({ ...instance, name: "copy" });
    }
    expect(builtInInstance("elsewhere")).toBeUndefined();
    expect(read({ ...own, fulcio: "http://127.0.0.1:5555" }).fulcio).toBe("http://127.0.0.1:5555");
  });

  it.each([
    ["a built-in name", { name: "public-good" }],
    ["another version", { version: 2 }],
    ["an unknown key", { extra: 1 }],
    ["http away from loopback", { fulcio: "http://fulcio.example" }],
    ["credentials", { fulcio: "https://a:b@fulcio.example" }],
    ["a user", { fulcio: "https://a@fulcio.example" }],
    ["a password alone", { fulcio: "https://:b@fulcio.example" }],
    ["a query", { issuer: "https://i.example?x" }],
    ["a query with a value", { issuer: "https://i.example/?x=1" }],
    ["a fragment", { issuer: "https://i.example/#x" }],
    ["a final slash", { issuer: "https://i.example/" }],
    ["another scheme", { tsa: "ftp://t.example" }],
    ["no address", { tsa: "t" }],
    ["a log of version 2", { rekor: { url: "https://r.example", version: 2 } }],
    ["no verified time", { thresholds: { ctlog: 1, tlog: 1, timestamp: 0 } }],
    ["a log entry without log", { rekor: null, tsa: "https://t.example" }],
    ["no witness", { rekor: null, thresholds: { ctlog: 0, tlog: 0, timestamp: 1 } }],
    ["a negative threshold", { thresholds: { ctlog: -1, tlog: 1, timestamp: 1 } }],
    ["half a witness", { thresholds: { ctlog: 0.5, tlog: 1, timestamp: 1 } }],
    ["five witnesses", { thresholds: { ctlog: 1, tlog: 5, timestamp: 1 } }],
  ])("refuses %s", (_, change) => {
    expect(codeOf(() => read({ ...own, ...change }))).toBe("instance-unknown");
  });

  it("refuses text that is no JSON or names a key twice", () => {
    expect(codeOf(() => parseInstance("{", "the test"))).toBe("instance-unknown");
    const twice = JSON.stringify(own).replace('"name"', '"name":"x","name"');
    expect(codeOf(() => parseInstance(twice, "the test"))).toBe("instance-unknown");
  });
});
