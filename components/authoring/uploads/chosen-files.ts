import { MOST_FRAMES, manifestHead } from "@/lib/domain/uploads/manifest";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";

const PICTURE = /\.(?:jpe?g|png|webp|avif|tiff?)$/i;
/** What a bundle has beside its pictures. */
const LABELS = /\.(?:json|xlsx)$/i;

/** What somebody chose or dropped. */
export type Chosen =
  | { readonly kind: "bundle"; readonly file: File }
  | { readonly kind: "frames"; readonly files: readonly File[]; readonly leftOut: number }
  | { readonly kind: "none"; readonly problem: string };

/**
 * Makes out whether files are a bundle or frames.
 *
 * @param unreadFolders dropped folders that the browser doesn't let us read
 */
export function sortChosen(files: readonly File[], unreadFolders = 0): Chosen {
  if (unreadFolders > 0) {
    return { kind: "none", problem: t`A folder can’t be read here: open it, and drop the pictures in it.` };
  }
  const archives = files.filter(({ name }) => /\.zip$/i.test(name));
  const pictures = files.filter(({ name, size }) => PICTURE.test(name) && size > 0);
  if (archives.length === 1 && files.length === 1) return { kind: "bundle", file: archives[0]! };
  if (archives.length > 0) {
    return { kind: "none", problem: t`Send one zipped bundle at a time, or pictures alone.` };
  }
  if (pictures.length === 0) {
    const empty = files.find(({ name, size }) => PICTURE.test(name) && size === 0);
    if (empty) return { kind: "none", problem: t`There is nothing in ${empty.name}: it has 0 bytes.` };
    return {
      kind: "none",
      problem: t`Choose a zipped bundle (.zip), or pictures: JPEG, PNG, WebP, AVIF or TIFF.`,
    };
  }
  const labels = files.find(({ name }) => LABELS.test(name));
  if (labels) {
    return {
      kind: "none",
      problem: t`There are labels beside the pictures (${labels.name}). Zip the bundle’s whole folder and send the .zip, or choose the pictures alone.`,
    };
  }
  if (pictures.length > MOST_FRAMES) {
    return {
      kind: "none",
      problem: t`${formatCount(pictures.length)} pictures are more than one upload takes: ${formatCount(MOST_FRAMES)} at most. Send them in parts.`,
    };
  }
  const names = new Set<string>();
  const twice = pictures.find(({ name }) => names.size === names.add(name).size);
  if (twice) {
    return {
      kind: "none",
      problem: t`Two of the pictures are called ${twice.name}. Send the frames of one video at a time.`,
    };
  }
  return { kind: "frames", files: pictures, leftOut: files.length - pictures.length };
}

export const filesOf = (chosen: Exclude<Chosen, { kind: "none" }>): readonly File[] =>
  chosen.kind === "bundle" ? [chosen.file] : chosen.files;

/** All that is sent, as one piece that is read from the disk while it goes. */
export function contentOf(chosen: Exclude<Chosen, { kind: "none" }>): Blob {
  if (chosen.kind === "bundle") return chosen.file;
  const manifest = chosen.files.map(({ name, size }) => ({ name, bytes: size }));
  return new Blob([manifestHead(manifest), ...chosen.files]);
}

export function nameOf(chosen: Exclude<Chosen, { kind: "none" }>): string {
  if (chosen.kind === "bundle") return chosen.file.name;
  const [first] = chosen.files;
  return chosen.files.length === 1 ? first!.name : t`${first!.name} and ${chosen.files.length - 1} more`;
}

/** What tells the same files apart from others, so that choosing them again goes on with the same upload. */
export function fingerprintOf(chosen: Exclude<Chosen, { kind: "none" }>): string {
  return JSON.stringify(filesOf(chosen).map(({ name, size, lastModified }) => [name, size, lastModified]));
}
