import type { PictureFormat } from "@/lib/resgo/picture";

/**
 * A picture's file without what is no picture (camera, place, date, names, comments, thumbnails), its pixels and
 * colour profile as they were, to the byte. Null where that can't be told: then it has to be encoded anew.
 */
export function stripMetadata(bytes: Buffer, format: PictureFormat): Buffer | null {
  if (format === "jpeg") return stripJpeg(bytes);
  if (format === "png") return stripPng(bytes);
  if (format === "webp") return stripWebp(bytes);
  return null;
}

const SOS = 0xda;
const EOI = 0xd9;

/** Segments up to the end of the picture; what cameras append after it is left out. */
function stripJpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const type = bytes[at + 1]!;
    if (type === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    if (type !== SOS) {
      if (isNeeded(type, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end));
      at = end;
      continue;
    }
    const next = endOfScan(bytes, end);
    if (next === null) return null;
    kept.push(bytes.subarray(at, next));
    at = next;
    if (bytes[at + 1] === EOI) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
  }
  return null;
}

/** Of the application segments: JFIF, the colour profile, and Adobe's, which says how colours are coded. */
function isNeeded(type: number, content: Buffer): boolean {
  if (type === 0xfe) return false;
  if (type < 0xe0 || type > 0xef) return true;
  const name = content.toString("latin1", 0, 11);
  return name.startsWith("JFIF\0") || name === "ICC_PROFILE" || name.startsWith("Adobe");
}

/** Where the next marker begins: within a scan, 0xff is followed by 0 or by a restart marker. */
function endOfScan(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const type = bytes[at + 1];
    if (type === undefined) return null;
    if (type !== 0 && type !== 0xff && (type < 0xd0 || type > 0xd7)) return at;
  }
  return null;
}

const PNG_COLOUR = new Set(["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP"]);

/** The chunks a picture can't do without (their names begin with a capital), and those about colours. */
function stripPng(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (/^[A-Z]/.test(name) || PNG_COLOUR.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return Buffer.concat(kept);
    at = end;
  }
  return null;
}

const WEBP_EXIF_OR_XMP = 0x0c;
const WEBP_ANIMATION = 0x02;

function stripWebp(bytes: Buffer): Buffer | null {
  if (bytes.length < 12) return null;
  const kept: Buffer[] = [];
  for (let at = 12; at < bytes.length; ) {
    if (at + 8 > bytes.length) return null;
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length) return null;
    const name = bytes.toString("latin1", at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (name === "VP8X") {
      if (length < 10 || chunk[8]! & WEBP_ANIMATION) return null;
      chunk[8]! &= ~WEBP_EXIF_OR_XMP;
    }
    if (name !== "EXIF" && name !== "XMP ") kept.push(chunk);
    at = end;
  }
  const head = Buffer.from(bytes.subarray(0, 12));
  const body = Buffer.concat(kept);
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
