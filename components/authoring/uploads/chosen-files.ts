import { manifestHead } from "@/lib/domain/uploads/manifest";
import { t } from "@/lib/language/t";

const PICTURE = /\.(?:jpe?g|png|webp|avif|tiff?)$/i;

/** What somebody chose or dropped. */
export type Chosen =
  | { readonly kind: "bundle"; readonly file: File }
  | { readonly kind: "frames"; readonly files: readonly File[]; readonly leftOut: number }
  | { readonly kind: "none"; readonly problem: string };

/** Makes out whether files are a bundle or frames. */
export function sortChosen(files: readonly File[]): Chosen {
  const archives = files.filter(({ name }) => /\.zip$/i.test(name));
  const pictures = files.filter(({ name, size }) => PICTURE.test(name) && size > 0);
  if (archives.length === 1 && files.length === 1) return { kind: "bundle", file: archives[0]! };
  if (archives.length > 0) {
    return { kind: "none", problem: t`Send one zipped bundle at a time, or pictures alone.` };
  }
  if (pictures.length === 0) {
    return {
      kind: "none",
      problem: t`Choose a zipped bundle (.zip), or pictures: JPEG, PNG, WebP, AVIF or TIFF.`,
    };
  }
  return { kind: "frames", files: pictures, leftOut: files.length - pictures.length };
}

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
  const files = chosen.kind === "bundle" ? [chosen.file] : chosen.files;
  return JSON.stringify(files.map(({ name, size, lastModified }) => [name, size, lastModified]));
}
