import { join } from "node:path";
import { runOrThrow } from "./run.ts";

/** What an attacker, or an accident, did to a published file. */
export type Tampering =
  | "changed-byte"
  | "added-file"
  | "added-ignored-file"
  | "removed-file"
  | "exec-bit"
  | "second-entry";

/**
 * A twin of `file` with one change, written by Python's own archive modules (so that our writers are not the judge of
 * our readers). The twin has the same base name, in `folder`.
 */
export async function tamperedTwin(
  python: string,
  file: string,
  folder: string,
  tampering: Tampering,
): Promise<string> {
  const twin = join(folder, file.slice(file.lastIndexOf("/") + 1));
  await runOrThrow(python, ["-c", SCRIPT, file, twin, tampering]);
  return twin;
}

const SCRIPT = `
import copy, io, sys, tarfile, zipfile, gzip

source, target, tampering = sys.argv[1:]
victim = "rich/color.py"
ignored = "rich/_speedups.so"

def changed(body):
    return body[:-2] + bytes([body[-2] ^ 1]) + body[-1:]

if source.endswith(".whl"):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == victim:
                if tampering == "removed-file":
                    continue
                if tampering == "changed-byte":
                    body = changed(body)
                if tampering == "exec-bit":
                    info.external_attr |= 0o111 << 16
            new.writestr(copy.copy(info), body)
            if info.filename == victim and tampering == "second-entry":
                new.writestr(copy.copy(info), changed(body))
        for name, kind in (("rich/extra.py", "added-file"), (ignored, "added-ignored-file")):
            if tampering == kind:
                info = zipfile.ZipInfo(name, (2023, 1, 28, 10, 0, 0))
                info.external_attr = 0o100644 << 16
                new.writestr(info, b"# inert\\n")
else:
    with tarfile.open(source) as old:
        top = old.getnames()[0].split("/")[0]
        raw = io.BytesIO()
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as new:
            def add(info, body):
                info.size = len(body)
                new.addfile(info, io.BytesIO(body))
            for info in old.getmembers():
                body = old.extractfile(info).read() if info.isfile() else b""
                if info.name == top + "/" + victim:
                    if tampering == "removed-file":
                        continue
                    if tampering == "changed-byte":
                        body = changed(body)
                    if tampering == "exec-bit":
                        info.mode |= 0o111
                add(info, body)
                if info.name == top + "/" + victim and tampering == "second-entry":
                    add(info, changed(body))
            for name, kind in (("rich/extra.py", "added-file"), (ignored, "added-ignored-file")):
                if tampering == kind:
                    info = tarfile.TarInfo(top + "/" + name)
                    info.mode = 0o644
                    info.mtime = 1674900000
                    add(info, b"# inert\\n")
    with open(target, "wb") as out, gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.write(raw.getvalue())
`;
