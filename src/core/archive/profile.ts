/**
 * What is known of the consumers of an archive beyond its format. Whoever opens a stream hands it on as data, and the
 * reader of a format takes from it what concerns that format; null where nothing is known.
 *
 * `wheel`: installers of Python packages, which take less of zip than others do.
 * `system-files`: the files of a Debian package. dpkg alone installs them, at the root of a system whose names have case.
 */
export type Profile = "wheel" | "system-files";

/** What names and links may be besides what is right for everybody. */
export interface Placement {
  /** The archive is unpacked at the root, so an absolute link leads to where it says. */
  readonly atRoot: boolean;
  /** Names that differ only in the case of ASCII letters are two names. */
  readonly hasCase: boolean;
}

/** Any folder of any system. */
export const ANYWHERE: Placement = { atRoot: false, hasCase: false };
const SYSTEM: Placement = { atRoot: true, hasCase: true };

/** Where an archive of this profile is unpacked. */
export function placementOf(profile: Profile | null): Placement {
  return profile === "system-files" ? SYSTEM : ANYWHERE;
}
