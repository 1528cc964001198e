import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity } from "@sigstore/verify";
import { describe, expect } from "@jest/globals";
import { proveEntity, readTrustedRoot } from "../../src/adapters/sigstore-proof.ts";
import { sigstoreVerifier } from "../../src/adapters/sigstore-verify.ts";
import { builtInInstance } from "../../src/core/instance.ts";
import { itWithData, publicData } from "../support/public-data.ts";

/** All cases of the suite, so that one that gets lost is noticed. */
const CASES = 70;

/** What each case needs: its own trusted root and artifact where it brings them. */
function readCase(data: string, name: string) {
  const folder = join(data, "bundles", "conformance", name);
  const own = (file: string, otherwise: string) =>
    readFileSync(existsSync(join(folder, file)) ? join(folder, file) : otherwise);
  return {
    text: own("bundle.sigstore.json", "").toString(),
    root: own(
      "trusted_root.json",
      join(data, "bundles", "trusted-roots", "public-good.json"),
    ).toString(),
    artifact: own("artifact", join(data, "bundles", "conformance", "a.txt")),
  };
}

/** The cryptographic checks alone, widened to message signatures and old formats, as the suite asks them. */
function provenBy({ text, root, artifact }: ReturnType<typeof readCase>): boolean {
  const reading = readTrustedRoot(root);
  if (!reading.ok) return false;
  try {
    const bundle = bundleFromJSON(JSON.parse(text));
    const thresholds = { ctlog: 1, tlog: 1, timestamp: 1 };
    const checks = proveEntity(
      bundle,
      () => toSignedEntity(bundle, artifact),
      reading.root,
      thresholds,
    );
    return checks.length > 1 && checks.every(({ passed }) => passed);
  } catch {
    return false;
  }
}

/** The statements in format v0.3: what our whole verifier takes. */
const IN_SCOPE = ["happy-path-intoto-in-dsse-v3", "rekor2-dsse-happy-path"];

describe("the conformance suite of Sigstore clients", () => {
  itWithData("has all of its cases here", (data) => {
    expect(caseNames(data)).toHaveLength(CASES);
  });

  // One test for each case, named after it.
  for (const name of publicData === undefined ? [] : caseNames(publicData)) {
    itWithData(name, (data) => {
      const { verified, refusals } = judge(data, name);
      expect(verified).toBe(IN_SCOPE.includes(name));
      const message = isMessageSignature(readCase(data, name).text);
      if (name.startsWith("managed-key")) {
        expect(refusals).toContain("a managed key, which is out of scope");
      } else {
        // Widened to old formats and message signatures, as the suite asks.
        expect(provenBy(readCase(data, name))).toBe(!name.endsWith("_fail"));
      }
      if (message) expect(refusals).toContain("a message signature, which is out of scope");
    });
  }
});

/** A whole bundle of a message signature, as far as it can be read. */
function isMessageSignature(text: string): boolean {
  try {
    return bundleFromJSON(JSON.parse(text)).content.$case === "messageSignature";
  } catch {
    return false;
  }
}

function caseNames(data: string): readonly string[] {
  return readdirSync(join(data, "bundles", "conformance")).filter((name) => name !== "a.txt");
}

function judge(data: string, name: string) {
  const { text, root } = readCase(data, name);
  const proof = sigstoreVerifier().verify({ name, text }, builtInInstance("public-good")!, {
    text: root,
    origin: name,
  });
  const refusals = proof.checks.filter(({ passed }) => !passed).map(({ got }) => got);
  return { verified: proof.verified !== null, refusals: refusals.join("\n") };
}
