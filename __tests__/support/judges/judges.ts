import { cpythonTar, cpythonZip } from "./cpython.ts";
import { goTar, goZip } from "./go.ts";
import type { Judge } from "./judge.ts";
import { nodeTar } from "./node-tar.ts";
import {
  bsdtar,
  bsdtarPipe,
  bsdtarZip,
  busyboxTar,
  busyboxUnzip,
  gnuTar,
  sevenZip,
  sevenZipTar,
  unzip,
} from "./unpackers.ts";

/** Everybody who reads tar, plain (`.tar`) and in gzip (`.tgz`). */
export const TAR_JUDGES: readonly Judge[] = [
  gnuTar,
  bsdtar,
  busyboxTar,
  cpythonTar,
  goTar,
  sevenZipTar,
  nodeTar,
];

/** Everybody who reads zip (`.zip`). */
export const ZIP_JUDGES: readonly Judge[] = [
  cpythonZip,
  goZip,
  unzip,
  busyboxUnzip,
  sevenZip,
  bsdtarZip,
  bsdtarPipe,
];
