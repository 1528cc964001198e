/** What one call gave: how much of its input belonged to the stream, and whether the stream is over. */
export interface Progress {
  readonly consumed: number;
  readonly ended: boolean;
}

/**
 * Decodes one packed run, piece by piece; memory does not grow with it. Its errors are of the library behind it and
 * say only that the run is no such stream.
 */
export interface Decoder {
  /**
   * Yields what these bytes decode to; a yielded piece holds until the next one is asked for. Fewer are consumed than
   * given only when the stream ended before.
   */
  write(bytes: Uint8Array): AsyncGenerator<Uint8Array, Progress, void>;
  /** Yields what is left, and throws if the stream is not complete. */
  finish(): AsyncGenerator<Uint8Array, Progress, void>;
  /** Lets go of its memory; allowed at any time, and more than once. */
  close(): void;
}
