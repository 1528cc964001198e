import type { Codec } from "../core/archive/push-reader.ts";
import type { Decoder } from "./decoder.ts";
import { openInflate } from "./inflate.ts";

/** What decodes each codec. Loaded when the first run of its kind is met, so that nobody waits for what is not used. */
const DECODERS: Readonly<Record<Exclude<Codec, "none">, () => Decoder | Promise<Decoder>>> = {
  deflate: () => openInflate(),
  zstd: async () => (await import("./decode-zstd.ts")).openZstd(),
  xz: async () => (await import("./decode-xz.ts")).openXz(),
  bzip2: async () => (await import("./decode-bzip2.ts")).openBzip2(),
};

/** A new decoder for one run; null where there is nothing to decode. */
export async function openDecoder(codec: Codec): Promise<Decoder | null> {
  return codec === "none" ? null : DECODERS[codec]();
}
