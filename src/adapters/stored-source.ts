import path from "node:path";
import type { IgnoreRule, ProvenSource, Scratch } from "../app/ports.ts";
import { sha256Hex, type Sha256 } from "../core/digest.ts";
import { SourceError } from "../core/errors.ts";
import { archiveForms } from "../core/git/archive-form.ts";
import { commitTexts } from "../core/git/commit.ts";
import type { CommitTexts } from "../core/git/export-subst.ts";
import { displayPath, type PathBytes } from "../core/path-bytes.ts";
import type { SourceTree } from "../core/source-tree.ts";
import { readAttributes } from "./attributes.ts";
import { addBuildRepository } from "./build-repository.ts";
import { writeTree } from "./check-out.ts";
import type { Git } from "./git-process.ts";
import { readIgnoreRules } from "./ignore-rules.ts";
import { withHistory, type ObjectStore } from "./object-store.ts";
import { onDisk } from "./disk-path.ts";
import { pathIn, type ProvenRepository } from "./proven-repository.ts";
import { RestingStream } from "./resting-stream.ts";
import { listRefs } from "./revision.ts";
import { movedTag } from "./tag-reader.ts";
import { wholeObject } from "./tree-proof.ts";

/** What a proven source is served from. */
export interface StoredParts {
  readonly git: Git;
  /** Private folder of this source. */
  readonly folder: string;
  /** The one that was named, then its submodules. */
  readonly repositories: readonly [ProvenRepository, ...ProvenRepository[]];
  readonly tree: SourceTree;
  /** Of all repositories, by path in the tree. */
  readonly links: ReadonlyMap<PathBytes, PathBytes>;
  readonly lfs: ReadonlyMap<Sha256, string>;
  readonly scratch: Scratch;
  readonly signal: AbortSignal;
}

/** Files over this size have no form of their own in an archive; placeholders stand in small ones. */
const LARGEST_WITH_FORMS = 4 * 2 ** 20;
const LARGEST_COMMIT = 64 * 2 ** 20;

/** A proven source, as long as its folder is there. */
export class StoredSource implements ProvenSource {
  readonly tree: SourceTree;
  readonly #parts: StoredParts;
  readonly #complete: (Promise<ObjectStore> | undefined)[] = [];
  readonly #streams: readonly RestingStream[];

  constructor(parts: StoredParts) {
    this.tree = parts.tree;
    this.#parts = parts;
    this.#streams = parts.repositories.map(
      ({ store }) => new RestingStream(parts.git, store, parts.signal),
    );
  }

  async checkOut(parent: string): Promise<string> {
    const { git, repositories, tree, links, lfs, signal } = this.#parts;
    const stores = await Promise.all(repositories.map((_, at) => this.#completeStore(at)));
    const stored = repositories.map((repository) => ({
      store: repository.store,
      files: new Map(
        [...repository.proven.files].map(([name, file]) => [pathIn(repository, name), file]),
      ),
    }));
    const folder = await writeTree({ git, stored, tree, links, lfs, parent, signal });
    for (const [at, repository] of repositories.entries()) {
      const store = stores[at];
      if (store === undefined) continue;
      const unlike = [...repository.proven.files]
        .filter(([, file]) => file.lfs !== undefined && lfs.has(file.lfs.sha256))
        .map(([name]) => name);
      const { commit } = repository.source;
      const place = repository.path === "" ? folder : onDisk(folder, repository.path).toString();
      const hasSubmodules = repositories.length > 1;
      await addBuildRepository(git, { store, commit, unlike, hasSubmodules }, place);
    }
    return folder;
  }

  async readBlob(name: PathBytes, limit: number): Promise<Uint8Array | undefined> {
    const file = this.tree.files.get(name);
    if (file === undefined || file.sha256 === null || file.size > limit) return undefined;
    const at = this.#repositoryOf(name);
    const body = await this.#streams[at]?.read((objects) =>
      wholeObject(objects, file.objectId, "blob", limit),
    );
    if (body === undefined) return undefined;
    if (sha256Hex(body) === file.sha256) return body;
    throw new SourceError("object-mismatch", {
      expected: `the bytes that were proven for "${displayPath(name)}"`,
      found: "other bytes with the same object id",
      next: "Somebody wrote to the temporary folder of this run; run it again on a machine you trust.",
    });
  }

  async ignoreRules(paths: readonly PathBytes[]): Promise<ReadonlyMap<PathBytes, IgnoreRule>> {
    const { git, scratch } = this.#parts;
    return readIgnoreRules(git, await scratch.directory("ignore"), this, paths);
  }

  async archiveForms(
    paths: readonly PathBytes[],
  ): Promise<ReadonlyMap<PathBytes, ReadonlyMap<Sha256, string>>> {
    const { git, scratch } = this.#parts;
    // An archive of a commit holds no file of a submodule.
    const own = paths.filter((name) => this.#repositoryOf(name) === 0);
    if (own.length === 0) return new Map();
    const directory = await scratch.directory("attributes");
    const attributes = await readAttributes(git, directory, this, own);
    const commit = attributes.size === 0 ? null : await this.#commitTexts();
    const found = new Map<PathBytes, ReadonlyMap<Sha256, string>>();
    for (const [name, of] of attributes) {
      const file = this.tree.files.get(name);
      if (file?.mode !== "100644" && file?.mode !== "100755") continue;
      const blob = await this.readBlob(name, LARGEST_WITH_FORMS);
      if (blob === undefined || commit === null) continue;
      const forms = archiveForms(blob, file.objectId, of, commit);
      found.set(name, new Map(forms.map(({ bytes, because }) => [sha256Hex(bytes), because])));
    }
    return found;
  }

  async confirm(): Promise<void> {
    const { tag } = this.tree;
    if (tag === undefined) return;
    const { git, folder, repositories } = this.#parts;
    const refs = await listRefs(git, repositories[0].source, folder);
    const object = refs.get(tag.name);
    if (object === tag.object) return;
    throw movedTag(tag, object ?? "no such tag");
  }

  async #commitTexts(): Promise<CommitTexts | null> {
    const [{ source, proven }] = this.#parts.repositories;
    const body = await this.#streams[0]?.read((objects) =>
      wholeObject(objects, source.commit, "commit", LARGEST_COMMIT),
    );
    const tag = this.tree.tag?.name.slice("refs/tags/".length) ?? null;
    return body === undefined ? null : commitTexts(source.commit, body, proven.commit, tag);
  }

  #repositoryOf(name: PathBytes): number {
    return this.#parts.repositories.findLastIndex(
      ({ path: at }) => at === "" || name.startsWith(`${at}/`),
    );
  }

  /** A store with history and tags that a build may have a copy of, made when the first build asks. */
  #completeStore(at: number): Promise<ObjectStore> {
    const { git, folder, repositories } = this.#parts;
    const complete = async ({ store, source, holds }: ProvenRepository): Promise<ObjectStore> =>
      holds === "history"
        ? store
        : withHistory(git, store, source, path.join(folder, `history-${String(at)}.git`));
    const repository = repositories[at] ?? repositories[0];
    return (this.#complete[at] ??= complete(repository));
  }
}
