import { type ClipFacts, damaged, isBlank, latin, notAlone, noVideo, tooMuch } from "./clip";

const words = (text: string): readonly string[] => text.split(" ");

/**
 * What may stand in an MP4 file that is a silent video and nothing else: each box with what may stand in it. A box that
 * isn't named here could hold a name, a place or a date.
 */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  file: words("ftyp styp moov moof mdat mfra sidx free skip"),
  moov: words("mvhd trak mvex udta free"),
  trak: words("tkhd edts mdia"),
  edts: words("elst"),
  mdia: words("mdhd hdlr minf"),
  minf: words("vmhd dinf stbl"),
  dinf: words("dref"),
  dref: words("url"),
  stbl: words("stsd stts stss ctts cslg stsc stsz stz2 stco co64 sdtp sgpd sbgp"),
  stsd: words("avc1 avc3 hvc1 hev1 vp09 av01"),
  // What is said of the video's samples, whichever of these they are.
  entry: words("avcC hvcC vpcC av1C colr pasp btrt fiel clli mdcv"),
  mvex: words("mehd trex"),
  moof: words("mfhd traf"),
  traf: words("tfhd tfdt trun sdtp sgpd sbgp"),
  mfra: words("tfra mfro"),
  // FFmpeg writes these, with nothing in them.
  udta: words("meta"),
  meta: words("hdlr ilst"),
  ilst: [],
};

/** Where the boxes in a box begin, where that isn't at once, in bytes. */
const SKIPPED: Readonly<Record<string, number>> = { meta: 4, stsd: 8, dref: 8, entry: 78 };
/** The least that a box holds, in bytes, where something is read at a place in it. */
const LEAST: Readonly<Record<string, number>> = { ...SKIPPED, mvhd: 24, tkhd: 24, mdhd: 20, hdlr: 24 };

/** What programs call the handler of a video. Another name may be somebody's. */
const HANDLER_NAME = /^(?:[A-Za-z ]{0,24}Video[A-Za-z ]{0,24})?\0*$/;

type BoxAt = { readonly type: string; readonly parent: string; readonly start: number; readonly end: number };

/** All boxes of a file in their order, each before those in it. @throws ClipFault for one that may not stand there */
function* boxesOf(view: DataView, parent: string, from: number, end: number): Generator<BoxAt> {
  let at = from + (SKIPPED[parent] ?? 0);
  while (at !== end) {
    if (at + 8 > end) throw damaged();
    const type = latin(view, at + 4, at + 8).trimEnd();
    let size = view.getUint32(at);
    let head = 8;
    if (size === 1) {
      if (at + 16 > end || view.getUint32(at + 8) !== 0) throw damaged();
      size = view.getUint32(at + 12);
      head = 16;
    }
    if (size < head || at + size > end) throw damaged();
    if (!WITHIN[parent]!.includes(type)) {
      if (parent === "stsd") throw noVideo();
      throw /^[ -~©]+$/.test(type) ? tooMuch(type) : damaged();
    }
    yield { type, parent, start: at + head, end: at + size };
    const within = parent === "stsd" ? "entry" : type;
    if (within in WITHIN) yield* boxesOf(view, within, at + head, at + size);
    at += size;
  }
}

/**
 * Reads an MP4 file by its boxes, all of them, and blanks the dates at which it was made.
 *
 * @param bytes are changed where they hold such a date
 * @throws ClipFault where it is no silent video, or more than that
 */
export function readIso(bytes: Uint8Array): ClipFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const handlers: string[] = [];
  const widths: number[] = [];
  let durationUs: number | null = null;
  let content = 0;
  for (const box of boxesOf(view, "file", 0, bytes.length)) {
    const { type, parent, start, end } = box;
    if (end - start < (LEAST[parent === "stsd" ? "entry" : type] ?? 0)) throw damaged();
    if (type === "mvhd" || type === "tkhd" || type === "mdhd") {
      const isWide = bytes[start] === 1;
      if (isWide && end - start < 36) throw damaged();
      if (type === "mvhd") durationUs = durationAt(view, start, isWide);
      bytes.fill(0, start + 4, start + (isWide ? 20 : 12));
    } else if (type === "hdlr") {
      if (parent === "mdia") handlers.push(latin(view, start + 8, start + 12));
      if (parent === "mdia" && handlers.at(-1) !== "vide") throw notAlone();
      if (!HANDLER_NAME.test(latin(view, start + 24, end))) throw tooMuch(type);
    } else if (parent === "stsd") widths.push(view.getUint16(start + 24));
    else if (type === "url") {
      // It says that the data lie in this file: anything else is the path of another.
      if (end - start !== 4 || view.getUint32(start) !== 1) throw tooMuch(type);
    } else if (type === "free" || type === "skip") {
      if (!isBlank(bytes, start, end)) throw tooMuch(type);
    } else if (type === "mdat") content += end - start;
  }
  if (handlers.length > 1) throw notAlone();
  if (handlers.length === 0 || widths.length !== 1 || content === 0) throw noVideo();
  return { type: "mp4", width: widths[0]!, durationUs };
}

function durationAt(view: DataView, start: number, isWide: boolean): number | null {
  const scale = view.getUint32(start + (isWide ? 20 : 12));
  const length = isWide ? Number(view.getBigUint64(start + 24)) : view.getUint32(start + 16);
  return scale === 0 || length === 0 ? null : Math.round((length / scale) * 1e6);
}
