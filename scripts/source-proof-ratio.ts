import { proofRatios } from "./bench/source-proof.ts";

/** The source proof alone, of docs/performance.md; the argument is the number of rounds. */
const rounds = Number(process.argv[2] ?? "9");
const { checkOut, proof, described } = await proofRatios(rounds);
const shown = (of: { readonly milliseconds: number; readonly ratio: number }): string =>
  `${of.milliseconds.toFixed(0)} ms, ratio ${of.ratio.toFixed(2)}`;
process.stdout.write(
  `checkout-index ${checkOut.toFixed(0)} ms; proof ${shown(proof)}; with its work tree described ${shown(described)}; ${String(rounds)} rounds\n`,
);
