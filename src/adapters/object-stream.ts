import type { Socket } from "node:net";
import { newObjectIdHasher, type ObjectIdHasher, type ObjectKind } from "../core/git/object-id.ts";
import { SourceError } from "../core/errors.ts";
import type { ObjectFormat } from "../core/source-tree.ts";
import type { Git } from "./git-process.ts";
import { interrupted } from "./interruption.ts";
import type { ProcessGroup } from "./process-group.ts";

/** Takes one object while it streams by. What it saw counts only once `read` has resolved. */
export interface ObjectVisitor {
  /** The size git announces, before the first byte; throwing refuses the object. */
  begin?(size: number): void;
  bytes(chunk: Uint8Array): void;
  /** The id is proven; called before the next object begins. */
  end?(): void;
}

interface Request {
  readonly id: string;
  readonly kind: ObjectKind;
  readonly visitor: ObjectVisitor;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Body {
  readonly request: Request;
  readonly hasher: ObjectIdHasher;
  left: number;
}

const NEWLINE = 0x0a;
const LONGEST_HEADER = 256;

/**
 * Objects of a store through one `git cat-file --batch`. Every object is hashed by us and refused unless the id comes
 * out: git only carries the bytes. One failure ends the whole stream.
 */
export class ObjectStream {
  readonly #format: ObjectFormat;
  readonly #group: ProcessGroup;
  readonly #signal: AbortSignal;
  readonly #waiting: Request[] = [];
  #next = 0;
  #outbox = "";
  #header = Buffer.alloc(0);
  #body: Body | null = null;
  /** The newline that follows each body. */
  #separator = false;
  #failure: Error | null = null;

  constructor(git: Git, store: string, format: ObjectFormat, signal: AbortSignal) {
    this.#format = format;
    this.#signal = signal;
    this.#group = git.start({ args: ["cat-file", "--batch"], directory: store });
    const { child } = this.#group;
    child.stdin?.on("error", (cause: Error) => {
      this.#fail(ended(cause.message, cause));
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      this.#receive(chunk);
    });
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      if (complaint.length < LONGEST_HEADER) complaint += chunk.toString("utf8");
    });
    child.once("error", (cause) => {
      this.#fail(ended(cause.message, cause));
    });
    child.once("close", () => {
      this.#fail(ended(complaint.trim()));
    });
  }

  /**
   * Streams one object to the visitor and resolves when its id is proven. Rejects with `SourceError`
   * (`object-mismatch`, `git-failed`), `InterruptedError`, or with what the visitor threw.
   */
  read(id: string, kind: ObjectKind, visitor: ObjectVisitor): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, kind, visitor, resolve, reject });
      // One write for all requests of a turn: a write for each would cost more than the objects.
      if (this.#outbox === "") queueMicrotask(this.#send);
      this.#outbox += `${id}\n`;
    });
  }

  /** Lets the process of the caller end although the stream is open; `busy` keeps it alive during reads. */
  keepAlive(busy: boolean): void {
    const { child } = this.#group;
    for (const handle of [child, child.stdin, child.stdout, child.stderr] as (Socket | null)[]) {
      if (busy) handle?.ref();
      else handle?.unref();
    }
  }

  close(): void {
    this.#group.release();
  }

  readonly #send = (): void => {
    const requests = this.#outbox;
    this.#outbox = "";
    if (this.#failure === null) this.#group.child.stdin?.write(requests);
  };

  #receive(chunk: Buffer): void {
    try {
      for (let rest = chunk; rest.length > 0 && this.#failure === null;) rest = this.#take(rest);
    } catch (cause) {
      this.#fail(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  /** Consumes a part of the chunk and returns what is left of it. */
  #take(chunk: Buffer): Buffer {
    if (this.#separator) {
      if (chunk[0] !== NEWLINE) throw garbled("a newline after an object");
      this.#separator = false;
      return chunk.subarray(1);
    }
    if (this.#body === null) {
      const end = chunk.indexOf(NEWLINE);
      this.#header = Buffer.concat([this.#header, end < 0 ? chunk : chunk.subarray(0, end)]);
      if (this.#header.length > LONGEST_HEADER) throw garbled("a header line");
      if (end < 0) return chunk.subarray(chunk.length);
      this.#begin(this.#header.toString("latin1"));
      this.#header = Buffer.alloc(0);
      return chunk.subarray(end + 1);
    }
    const piece = chunk.subarray(0, this.#body.left);
    if (piece.length > 0) {
      this.#body.hasher.update(piece);
      this.#body.request.visitor.bytes(piece);
      this.#body.left -= piece.length;
    }
    if (this.#body.left === 0) this.#finish(this.#body);
    return chunk.subarray(piece.length);
  }

  #begin(header: string): void {
    const request = this.#waiting[this.#next];
    if (request === undefined) throw garbled("no object that was not asked for");
    // The kind it names is not read: ours goes into the hash, so that another one cannot have the id.
    const [, size] = /^[0-9a-f]+ (?:commit|tree|blob|tag) (\d{1,15})$/.exec(header) ?? [];
    if (size === undefined) throw absent(request, header);
    const left = Number(size);
    request.visitor.begin?.(left);
    const hasher = newObjectIdHasher(this.#format, request.kind, left);
    this.#body = { request, hasher, left };
    if (left === 0) this.#finish(this.#body);
  }

  #finish({ request, hasher }: Body): void {
    const found = hasher.objectId();
    if (found !== request.id) throw mismatch(request, `bytes with the id ${found}`);
    request.visitor.end?.();
    this.#body = null;
    this.#separator = true;
    this.#next += 1;
    // The answered requests are dropped in batches; one by one would move the whole list each time.
    if (this.#next === this.#waiting.length || this.#next >= 4096) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    request.resolve();
  }

  #fail(cause: Error): void {
    if (this.#failure !== null) return;
    this.#failure = this.#signal.aborted ? interrupted("reading the source", cause) : cause;
    this.#group.release();
    for (const request of this.#waiting.splice(this.#next)) request.reject(this.#failure);
    this.#waiting.length = 0;
    this.#next = 0;
  }
}

function ended(why: string, cause?: Error): SourceError {
  return new SourceError("git-failed", {
    expected: "`git cat-file --batch` to answer",
    found: `its end${why === "" ? "" : `: ${why}`}`,
    next: "Check that git works on this machine: `git --version`.",
    cause,
  });
}

function mismatch(request: Request, found: string): SourceError {
  return new SourceError("object-mismatch", {
    expected: `the ${request.kind} ${request.id}`,
    found,
    next: "The repository is damaged or was tampered with; run `git fsck` on it and clone it again.",
  });
}

function absent(request: Request, header: string): SourceError {
  return new SourceError("git-failed", {
    expected: `the ${request.kind} ${request.id} in the object store`,
    found: header.endsWith(" missing") ? "no such object" : `"${header}"`,
    next: "A partial clone lacks objects: run `git fetch --refetch --no-filter` in it, or name the URL.",
  });
}

function garbled(expected: string): SourceError {
  return new SourceError("git-failed", {
    expected: `${expected} from \`git cat-file --batch\``,
    found: "other bytes",
    next: "Check that git works on this machine: `git --version`.",
  });
}
