import { AR_MAGIC, serialiseArHeader } from "../core/archive/ar/ar-header.ts";
import type { PackPlan } from "../app/ports.ts";

/** An ar as dpkg writes it: owners 0, no slash behind names, modes that say "regular file". */
export async function* arOf(plan: PackPlan): AsyncGenerator<Uint8Array> {
  yield Buffer.from(AR_MAGIC);
  for (const { path, mode, mtime, size } of plan.members) {
    yield serialiseArHeader({
      path,
      hasSlash: false,
      mtime,
      uid: 0,
      gid: 0,
      mode,
      hasType: true,
      size,
    });
    yield await plan.body(path);
    if (size % 2 === 1) yield Uint8Array.of(0x0a);
  }
}
