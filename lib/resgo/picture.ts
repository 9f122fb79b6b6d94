import { createHash } from "node:crypto";
import sharp from "sharp";
import type { Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { embeddedImage } from "./labelme";
import { BundleError, readWhole } from "./list-files";

/** Where the bytes of a picture are: a file of the bundle, or in the LabelMe file that holds it. */
export type PictureSource = { readonly file: string; readonly embedded: boolean };

export const PICTURE_FORMATS = ["jpeg", "png", "webp", "avif", "tiff"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What is known of a picture without decoding it. Its size is that of the upright picture. */
type PictureFacts = Size & { readonly format: PictureFormat };

export type Picture = PictureFacts & {
  readonly source: PictureSource;
  /** Of the original bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
};

/** An 8K frame has 33 million pixels; a decompression bomb has more. */
export const MOST_PIXELS = 64_000_000;

/** LabelMe files with a picture inside included. */
const MOST_BYTES = 256_000_000;
export const MOST_LABELME_BYTES = 64_000_000;

/** The bytes of a picture of the bundle. @throws BundleError, or the file system's error */
export async function readPicture(root: string, { file, embedded }: PictureSource): Promise<Buffer> {
  return embedded
    ? embeddedImage(await readWhole(root, file, MOST_LABELME_BYTES))
    : readWhole(root, file, MOST_BYTES);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Reads a picture and what its header says of it.
 *
 * @throws BundleError with a sentence for people when it is no picture that Calot takes
 */
export async function inspectPicture(root: string, source: PictureSource): Promise<Picture> {
  const bytes = await readPicture(root, source);
  return { ...(await readFacts(bytes)), source, sha256: sha256Of(bytes), bytes: bytes.length };
}

async function readFacts(bytes: Buffer): Promise<PictureFacts> {
  if (bytes.length === 0) throw new BundleError(t`The picture is empty.`);
  const format = signedFormat(bytes);
  if (format === null) {
    throw new BundleError(t`The file is no picture that can be read: JPEG, PNG, WebP, AVIF and TIFF can.`);
  }
  const { autoOrient } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .metadata()
    .catch((cause: Error) => {
      throw new BundleError(explain(cause));
    });
  const { width, height } = autoOrient;
  if (width * height > MOST_PIXELS) {
    throw new BundleError(t`The picture is too large: ${width} × ${height} pixels.`);
  }
  return { width, height, format };
}

/**
 * The format by a file's first bytes, whatever its name. The image library reads many more, vector graphics and
 * documents among them, and must not meet them.
 */
export function signedFormat(bytes: Buffer): PictureFormat | null {
  const start = bytes.toString("latin1", 0, 12);
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("II*\0") || start.startsWith("MM\0*")) return "tiff";
  if (/^RIFF....WEBP/s.test(start)) return "webp";
  // The brands of a file of the ISO base media format; those of HEIC are others.
  if (start.slice(4, 8) === "ftyp" && /avi[fs]/.test(bytes.toString("latin1", 8, 64))) return "avif";
  return null;
}

/** A picture that can't be decoded, as a sentence. */
export function explain(cause: Error): string {
  if (/pixel limit/i.test(cause.message)) return t`The picture is too large to be read safely.`;
  return t`The picture is damaged: ${cause.message.split("\n")[0]!.trim().replace(/\.$/, "")}.`;
}

const EXTENSIONS: Readonly<Record<string, PictureFormat>> = {
  jpg: "jpeg",
  jpeg: "jpeg",
  png: "png",
  webp: "webp",
  avif: "avif",
  tif: "tiff",
  tiff: "tiff",
};

/** The format that a file's name promises. */
export function promisedFormat(file: string): PictureFormat | undefined {
  return EXTENSIONS[file.split(".").at(-1)!.toLowerCase()];
}
