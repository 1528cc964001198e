/** What a fresh trusted root takes from the Sigstore packages, loaded when one is asked for (see signing-library.ts). */
export { TrustedRoot } from "@sigstore/protobuf-specs";
export { getTrustedRoot } from "@sigstore/tuf";
