import type { Progress } from "../../src/app/ports.ts";

/** A progress that keeps what it was told. */
export class RecordedProgress implements Progress {
  readonly notices: { readonly code: string; readonly message: string }[] = [];
  readonly phases: string[] = [];
  #output = 0;
  readonly #chunks: Uint8Array[] = [];

  phase(name: string, detail: string): void {
    this.phases.push(`${name}: ${detail}`);
  }

  notice(code: string, message: string): void {
    this.notices.push({ code, message });
  }

  buildOutput(chunk: Uint8Array): void {
    this.#output += chunk.length;
    // What a flood says is counted, not kept.
    if (this.#output < 64 * 1024) this.#chunks.push(Uint8Array.from(chunk));
  }

  get codes(): readonly string[] {
    return this.notices.map((notice) => notice.code);
  }

  get outputBytes(): number {
    return this.#output;
  }

  get output(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}
