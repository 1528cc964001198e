// Feeds mutated inputs to one reader, or to all in turn, and keeps what runs new code:
// `npm run fuzz -- --target tar --seconds 60 --seed S`, or `--inputs N` for a run that is the same everywhere. Ends with 1 on the first broken promise, its input printed.
import { parseArgs } from "node:util";
import { fuzz, type Extent } from "../__tests__/support/fuzz/fuzzer.ts";
import { TARGETS } from "../__tests__/support/fuzz/targets.ts";

const { values } = parseArgs({
  options: {
    target: { type: "string", default: "all" },
    seconds: { type: "string", default: "60" },
    inputs: { type: "string" },
    seed: { type: "string", default: String((Date.now() % 2 ** 31) + 1) },
  },
});
const chosen = Object.entries(TARGETS).filter(
  ([name]) => values.target === "all" || values.target === name,
);
const seed = Number(values.seed);
const extent: Extent =
  values.inputs === undefined
    ? { seconds: Number(values.seconds) }
    : { inputs: Number(values.inputs) };
const isExtent = Object.values(extent).every((amount) => amount > 0);
if (chosen.length === 0 || !isExtent || !Number.isSafeInteger(seed)) {
  console.error(
    `expected --target all or one of ${Object.keys(TARGETS).join(", ")}, --seconds or --inputs above 0 and a whole --seed`,
  );
  process.exit(2);
}
for (const [name, target] of chosen) {
  const { inputs, corpus, places, broken } = await fuzz(target, { ...extent, seed });
  console.log(
    `${name}: ${String(inputs)} inputs, ${String(corpus)} kept, ${String(places)} places, seed ${String(seed)}`,
  );
  if (broken === null) continue;
  console.error(`${name}: broken promise, ${broken.promise}`);
  console.error(`base64: ${Buffer.from(broken.input).toString("base64")}`);
  process.exitCode = 1;
}
