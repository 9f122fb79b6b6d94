import { createHash } from "node:crypto";
import sharp from "sharp";
import type { Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { embeddedImage } from "./labelme";
import { BundleError, readWhole } from "./list-files";

/** Where the bytes of a picture are: a file of the bundle, or in the LabelMe file that holds it. */
export type PictureSource = {
  readonly file: string;
  readonly embedded: boolean;
  /** Gives them, where they lie in a file of another kind. */
  readonly bytes?: () => Promise<Buffer>;
};

export const PICTURE_FORMATS = ["jpeg", "png", "webp", "avif", "tiff"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What is known of a picture without decoding it. Its size is that of the upright picture. */
type PictureFacts = Size & {
  readonly format: PictureFormat;
  /** Whether its EXIF data turn or mirror what is stored, which some programs overlook. */
  readonly turned: boolean;
  /** Whether they exchange width and height. */
  readonly exchanged: boolean;
  /** Whether a channel has 16 bits. */
  readonly deep: boolean;
  /** How many pictures the file holds. */
  readonly pages: number;
};

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
export async function readPicture(root: string, { file, embedded, bytes }: PictureSource): Promise<Buffer> {
  if (bytes) return bytes();
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
  if (format === null) throw new BundleError(whyUnread(bytes));
  const {
    autoOrient,
    orientation = 1,
    depth,
    pages = 1,
  } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .metadata()
    .catch((cause: Error) => {
      throw new BundleError(explain(cause));
    });
  const { width, height } = autoOrient;
  if (width * height > MOST_PIXELS) {
    throw new BundleError(t`The picture is too large: ${width} × ${height} pixels.`);
  }
  if (depth !== "uchar" && depth !== "ushort") {
    throw new BundleError(
      t`The picture’s values are of the kind “${depth}”, which doesn’t say what is black and what is white. Save it with 8 bits a channel.`,
    );
  }
  return {
    width,
    height,
    format,
    turned: orientation !== 1,
    exchanged: orientation > 4,
    deep: depth === "ushort",
    pages,
  };
}

/** What was assumed of a picture, as sentences. */
export function assumptionsOf({ pages }: PictureFacts): string[] {
  return pages > 1 ? [t`the file holds ${pages} pictures, and the first was taken.`] : [];
}

/** Why a file is no picture that can be read, as a sentence. */
export function whyUnread(bytes: Buffer): string {
  const name = unreadKind(bytes);
  return name === null
    ? t`The file is no picture that can be read: JPEG, PNG, WebP, AVIF and TIFF can.`
    : t`The file is of the kind ${name}, which is not read. Save it as JPEG or PNG.`;
}

/**
 * The format by a file's first bytes, whatever its name. The image library reads many more, vector graphics and
 * documents among them, and must not meet them.
 */
export function signedFormat(bytes: Buffer): PictureFormat | null {
  const start = bytes.toString("latin1", 0, 12);
  if (unreadKind(bytes) !== null) return null;
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  // The second of each pair is BigTIFF.
  if (/^(?:II[*+]\0|MM\0[*+])/.test(start)) return "tiff";
  if (/^RIFF....WEBP/s.test(start)) return "webp";
  // The brands of a file of the ISO base media format; those of HEIC are others.
  if (start.slice(4, 8) === "ftyp" && /avi[fs]/.test(bytes.toString("latin1", 8, 64))) return "avif";
  return null;
}

/**
 * A picture that can't be decoded, as a sentence. The image library's own words are left out: it keeps them in one place
 * for all threads, and those of another picture, or none, may stand there.
 */
export function explain(cause: Error): string {
  if (/pixel limit/i.test(cause.message)) return t`The picture is too large to be read safely.`;
  return t`The picture is damaged or was cut short: it can’t be read to its end. Copy it anew from where it came.`;
}

/** Kinds of files that are taken for frames and can't be read, by how they begin. */
const UNREAD: readonly (readonly [string, RegExp])[] = [
  ["HEIC", /^.{4}ftyp(?!.{0,48}avi[fs]).{0,48}(?:hei[cxms]|hev[cxms]|mif1|msf1)/s],
  ["GIF", /^GIF8/],
  ["BMP", /^BM.{4}\0{4}/s],
  ["PDF", /^%PDF/],
  ["SVG", /^\s*(?:<\?xml.*)?(?:<!.*)?<svg/s],
  ["JPEG XL", /^(?:\xff\n|\0{3}.JXL )/s],
  ["JPEG 2000", /^(?:\xffO\xffQ|\0{3}.jP {2})/s],
  ["JPEG XR", /^II\xbc/],
  ["JPEG-LS", /^\xff\xd8\xff\xf7/],
  ["DICOM", /^.{128}DICM/s],
  ["Photoshop", /^8BPS/],
  ["OpenEXR", /^v\/1[^ -~]/],
  ["Radiance HDR", /^#\?R/],
  ["FITS", /^SIMPLE {2}=/],
  ["Netpbm", /^P[1-7]\s/],
  ["icon (ICO)", /^\0\0[^\0]\0/],
  ["camera’s raw", /^(?:II\*\0.{4}CR|FUJIFILMCCD-RAW|IIR[OS]|IIU\0|.{4}ftypcrx)/s],
  [
    "video",
    /^(?:.{4}ftyp(?:isom|iso\d|mp4\d|avc1|M4V |qt {2}|3gp)|.{4}moov|[^ -~]E\xdf\xa3|RIFF.{4}AVI |\0\0[^\0]\xba)/s,
  ],
  ["archive (zip)", /^PK(?![ -~]{2})/],
  ["Git LFS pointer", /^version https:\/\/git-lfs/],
];

/** The name of a kind of file that is not read; null where it isn't known, or where it is read. */
export function unreadKind(bytes: Buffer): string | null {
  const head = bytes.toString("latin1", 0, HEAD_BYTES);
  return UNREAD.find(([, begins]) => begins.test(head))?.[0] ?? null;
}

/** As much of a file as tells what it is. */
export const HEAD_BYTES = 512;

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
