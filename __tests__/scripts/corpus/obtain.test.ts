import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ListedArchive } from "../../../scripts/corpus/archive-list.ts";
import { obtain } from "../../../scripts/corpus/obtain.ts";
import type { Source } from "../../../scripts/corpus/source.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "obtain-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function listed(name: string, body: string): ListedArchive {
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { source: "shelf", name, sha256, size: body.length };
}

/** A source with these bodies by name, which notes what it is asked for. */
function shelf(bodies: Readonly<Record<string, string>>, asked: string[] = []): Source {
  return {
    id: "shelf",
    rule: "everything on the shelf",
    obstacle: () => undefined,
    collect: () => Promise.reject(new Error("only fetched from here")),
    async fetch(names, place) {
      asked.push(...names);
      const files = new Map<string, string>();
      for (const name of names) {
        const body = bodies[name];
        if (body === undefined) continue;
        await writeFile(join(place, name), body);
        files.set(name, join(place, name));
      }
      return files;
    },
  };
}

describe("obtaining the corpus", () => {
  it("gives every archive of the list in its order, and names what is gone or has other bytes", async () => {
    const list = [listed("a.tgz", "a"), listed("gone.tgz", "g"), listed("other.tgz", "as listed")];
    const got = await obtain(list, [shelf({ "a.tgz": "a", "other.tgz": "swapped" })], folder);
    expect(got.map(({ archive }) => archive)).toEqual(list);
    expect(got.map((it) => (it.file === null ? it.reason : null))).toEqual([
      null,
      "it no longer comes",
      `it comes with another digest, ${listed("", "swapped").sha256}`,
    ]);
    expect(await readFile(got[0]?.file ?? "", "utf8")).toBe("a");
  });

  it("asks a source once for a file, and never again once it lies there", async () => {
    const asked: string[] = [];
    const source = shelf({ "a.tgz": "a", "b.whl": "b" }, asked);
    await obtain([listed("a.tgz", "a")], [source], folder);
    const got = await obtain([listed("a.tgz", "a"), listed("b.whl", "b")], [source], folder);
    expect(asked).toEqual(["a.tgz", "b.whl"]);
    // Wheels are known by the end of their name.
    expect(got[1]?.file).toMatch(/\.whl$/);
  });

  it("names what keeps a source from being asked, and a source that nobody knows", async () => {
    const closed = { ...shelf({ "a.tgz": "a" }), obstacle: () => "the shelf is locked" };
    const broken = {
      ...shelf({}),
      id: "road",
      fetch: () => Promise.reject(new Error("no way\nat")),
    };
    const far = { ...listed("c.tgz", "c"), source: "road" };
    const unknown = { ...listed("b.tgz", "b"), source: "elsewhere" };
    const got = await obtain([listed("a.tgz", "a"), far, unknown], [closed, broken], folder);
    expect(got.map((it) => (it.file === null ? it.reason : null))).toEqual([
      "the shelf is locked",
      "its source cannot be asked: Error: no way",
      "no source is called elsewhere",
    ]);
  });
});
