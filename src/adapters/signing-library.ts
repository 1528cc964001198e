/**
 * What signing takes from the Sigstore packages, as a module of ours that is loaded when somebody signs. A package in
 * CommonJS cannot be loaded lazily by itself: bundled with shared chunks, it then has a default export and no names.
 */
export { bundleToJSON } from "@sigstore/bundle";
export { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } from "@sigstore/sign";
