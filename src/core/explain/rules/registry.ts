import type { Rule } from "../rule.ts";
import { cargoVcsInfoRule } from "./cargo-vcs-info.ts";
import { deflateRule } from "./deflate.ts";
import { eolRule } from "./eol.ts";
import { generatorVersionRule } from "./generator-version.ts";
import { goBuildRule } from "./go-build.ts";
import { gzipHeaderRule } from "./gzip-header.ts";
import { jarManifestRule } from "./jar-manifest.ts";
import { metadataRule } from "./metadata.ts";
import { modeRule } from "./mode.ts";
import { mtimeRule } from "./mtime.ts";
import { orderRule } from "./order.ts";
import { ownerRule } from "./owner.ts";
import { packageJsonRule } from "./package-json.ts";
import { potCreationDateRule } from "./pot-creation-date.ts";
import { versionFileRule } from "./version-file.ts";
import { wheelRecordRule } from "./wheel-record.ts";

/** Every rule, in the order they are asked; of several hints the first stands. */
export const RULES: readonly Rule[] = [
  mtimeRule,
  orderRule,
  ownerRule,
  modeRule,
  gzipHeaderRule,
  deflateRule,
  eolRule,
  generatorVersionRule,
  wheelRecordRule,
  metadataRule,
  packageJsonRule,
  potCreationDateRule,
  versionFileRule,
  cargoVcsInfoRule,
  jarManifestRule,
  goBuildRule,
];
