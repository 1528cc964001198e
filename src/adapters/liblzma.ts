import { readFile } from "node:fs/promises";
import createLiblzma from "node-liblzma/wasm/liblzma.js";
import { liblzmaFile } from "./liblzma-file.ts";

/** Room for one piece of input or output. */
const ROOM = 256 * 1024;

/** `lzma_stream` of a 32-bit build: where its members lie (lzma/base.h). */
const STREAM = { length: 96, nextIn: 0, availableIn: 4, nextOut: 16, availableOut: 20 } as const;

/** Actions and results of `lzma_code`. */
const RUN = 0;
const FINISH = 3;
const OK = 0;
const STREAM_END = 1;
/** Nothing could be done: the input ended before the stream did. */
const NO_PROGRESS = 10;

const MEANINGS: Readonly<Record<number, string>> = {
  5: "more memory than there is",
  6: "a dictionary above the memory limit",
  7: "another format",
  8: "options that liblzma does not know",
  9: "damaged data",
  [NO_PROGRESS]: "the end of the data",
};

/** What is used of the module that Emscripten made of liblzma. */
interface Liblzma {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _lzma_stream_decoder(stream: number, memory: bigint, flags: number): number;
  _lzma_easy_encoder(stream: number, preset: number, check: number): number;
  _lzma_code(stream: number, action: number): number;
  _lzma_end(stream: number): void;
  setValue(address: number, value: number, type: "i32"): void;
  getValue(address: number, type: "i32"): number;
}

type Create = (options: {
  readonly instantiateWasm: (imports: object, receive: (instance: Instance) => void) => object;
  readonly printErr: () => void;
}) => Promise<Liblzma>;

interface Instance {
  readonly exports: object;
}

/** The part of the WebAssembly API that is used; the types of Node do not have it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => Instance;
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

/** One coder of liblzma in a memory of its own, which goes when the coder does. */
export class LzmaCoder {
  readonly #liblzma: Liblzma;
  readonly #stream: number;
  readonly #input: number;
  readonly #output: number;
  #closed = false;

  private constructor(liblzma: Liblzma) {
    this.#liblzma = liblzma;
    this.#stream = liblzma._malloc(STREAM.length);
    this.#input = liblzma._malloc(ROOM);
    this.#output = liblzma._malloc(ROOM);
    liblzma.HEAPU8.fill(0, this.#stream, this.#stream + STREAM.length);
  }

  /** A decoder of one .xz stream; it refuses dictionaries that need more memory. */
  static async decoder(memory: number): Promise<LzmaCoder> {
    const coder = new LzmaCoder(await load());
    coder.#check(coder.#liblzma._lzma_stream_decoder(coder.#stream, BigInt(memory), 0));
    return coder;
  }

  /** An encoder with a preset of `xz` (0 to 9) and the check of this number. */
  static async encoder(preset: number, check: number): Promise<LzmaCoder> {
    const coder = new LzmaCoder(await load());
    coder.#check(coder.#liblzma._lzma_easy_encoder(coder.#stream, preset, check));
    return coder;
  }

  /**
   * Yields what these bytes give, each piece valid until the next one is asked for; returns how many of them were
   * used: fewer only when the stream ended. `last`: nothing follows.
   */
  *code(
    bytes: Uint8Array,
    last: boolean,
  ): Generator<Uint8Array, { readonly consumed: number; readonly ended: boolean }, void> {
    let at = 0;
    do {
      const piece = bytes.subarray(at, at + ROOM);
      at += piece.length;
      this.#liblzma.HEAPU8.set(piece, this.#input);
      this.#set(STREAM.nextIn, this.#input);
      this.#set(STREAM.availableIn, piece.length);
      let isFull = true;
      while (isFull) {
        this.#set(STREAM.nextOut, this.#output);
        this.#set(STREAM.availableOut, ROOM);
        const isLast = last && at === bytes.length;
        const result = this.#liblzma._lzma_code(this.#stream, isLast ? FINISH : RUN);
        const given = ROOM - this.#get(STREAM.availableOut);
        if (given > 0) yield this.#liblzma.HEAPU8.subarray(this.#output, this.#output + given);
        if (result === STREAM_END) {
          return { consumed: at - this.#get(STREAM.availableIn), ended: true };
        }
        // Without input and output there is nothing to do yet, which is no failure before the end.
        if (result === NO_PROGRESS && !isLast) break;
        this.#check(result);
        isFull = given === ROOM || isLast;
      }
    } while (at < bytes.length);
    return { consumed: at, ended: false };
  }

  close(): void {
    if (!this.#closed) this.#liblzma._lzma_end(this.#stream);
    this.#closed = true;
  }

  #set(member: number, value: number): void {
    this.#liblzma.setValue(this.#stream + member, value, "i32");
  }

  #get(member: number): number {
    return this.#liblzma.getValue(this.#stream + member, "i32");
  }

  #check(result: number): void {
    if (result !== OK) throw new Error(MEANINGS[result] ?? `liblzma's result ${String(result)}`);
  }
}

let program: Promise<object> | null = null;

/** A new instance, with a memory of its own, of the program that is compiled once. */
async function load(): Promise<Liblzma> {
  program ??= readFile(liblzmaFile).then((bytes) => new WebAssembly.Module(bytes));
  const compiled = await program;
  const create = createLiblzma as unknown as Create;
  return create({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(compiled, imports);
      receive(instance);
      return instance.exports;
    },
    // It would print why it gives up; the error says so.
    printErr: () => undefined,
  });
}
