import path from "node:path";

/** Where a LabelMe file says its picture is: a file of the bundle, none, or one that it may not name. */
type ImagePath = { readonly file: string } | { readonly leaves: true } | null;

const WINDOWS_ABSOLUTE = /^(?:[a-z]:|\\\\|\/\/)/i;

/**
 * Resolves the `imagePath` of a LabelMe file: relative to the file, with either slash. Of an absolute Windows
 * path, which names a folder of someone's own computer, the base name is looked for beside the file and among
 * the frames of its video.
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
  if (!imagePath) return null;
  const slashed = imagePath.replaceAll("\\", "/");
  const folder = path.posix.dirname(from);
  if (WINDOWS_ABSOLUTE.test(imagePath)) {
    const base = path.posix.basename(slashed);
    const found = [`${folder}/${base}`, `${video}/${base}`].find((file) => pictures.has(file));
    return found === undefined ? null : { file: found };
  }
  const resolved = path.posix.normalize(path.posix.join(folder, slashed));
  if (slashed.startsWith("/") || resolved === ".." || resolved.startsWith("../")) return { leaves: true };
  return pictures.has(resolved) ? { file: resolved } : null;
}
