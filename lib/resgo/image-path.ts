import path from "node:path";

/** Where a LabelMe file says its picture is. */
type ImagePath = {
  /** A picture of the bundle; null where it leads to none. */
  readonly file: string | null;
  /** Whether that was found by the name of the picture alone. */
  readonly byName: boolean;
  /** Whether it leads out of the bundle: to a folder of somebody's own computer. */
  readonly leaves: boolean;
  /** Whether it does so step by step, with `..`. */
  readonly climbs: boolean;
};

const ABSOLUTE = /^(?:[a-z]:|[\\/]|[a-z][a-z0-9+.-]+:\/)/i;

/**
 * Resolves the `imagePath` of a LabelMe file: relative to the file, with either slash. Where that leads out of the bundle,
 * or to no picture of it, the base name is looked for beside the file and among the frames of its video. A path is compared
 * with the bundle's own files and never opened.
 *
 * @param from the LabelMe file, relative to the bundle
 * @param pictures the pictures of the bundle
 * @param video the folder of the file's video below `frames/`
 */
export function resolveImagePath(
  imagePath: string | null,
  from: string,
  pictures: ReadonlySet<string>,
  video: string,
): ImagePath {
  if (!imagePath) return { file: null, byName: false, leaves: false, climbs: false };
  const slashed = imagePath.replaceAll("\\", "/");
  const folder = path.posix.dirname(from);
  const resolved = path.posix.normalize(path.posix.join(folder, slashed));
  const absolute = ABSOLUTE.test(imagePath);
  const climbs = !absolute && (resolved === ".." || resolved.startsWith("../"));
  const leaves = absolute || climbs;
  if (!leaves && pictures.has(resolved)) return { file: resolved, byName: false, leaves, climbs };
  const base = path.posix.basename(slashed);
  const found = [`${folder}/${base}`, `${video}/${base}`].find((file) => pictures.has(file));
  return { file: found ?? null, byName: found !== undefined, leaves, climbs };
}
