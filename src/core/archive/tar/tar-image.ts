import { refuse } from "../refusal.ts";

/**
 * Refuses a tar that is an image of a container or one of its layers (OCI image-layout and image-layer
 * specifications, 1.1): what its entries mean, only the tools for images know. A whiteout deletes a file of the layer
 * below, and a layout's files are named by their digests.
 */
export function checkNoImage(path: string, offset: number): void {
  if (path === "oci-layout") refuse("container-unsupported", offset, "an OCI image layout");
  if (path.startsWith(".wh.", path.lastIndexOf("/") + 1)) {
    refuse("container-unsupported", offset, "a whiteout of an image's layer");
  }
}
