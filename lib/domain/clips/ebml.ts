import { type ClipFacts, damaged, isBlank, latin, notAlone, noVideo, tooMuch } from "./clip";

const FILE = 0;
const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const SEEK_HEAD = 0x114d9b74;
const SEEK = 0x4dbb;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_NUMBER = 0xd7;
const TRACK_TYPE = 0x83;
const CODEC_ID = 0x86;
const VIDEO = 0xe0;
const PIXEL_WIDTH = 0xb0;
const COLOUR = 0x55b0;
const MASTERING = 0x55d0;
const CLUSTER = 0x1f43b675;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
const CUES = 0x1c53bb6b;
const CUE_POINT = 0xbb;
const CUE_POSITIONS = 0xb7;
const TAGS = 0x1254c367;
const TAG = 0x7373;
const TARGETS = 0x63c0;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const VOID = 0xec;
const CHECKSUM = 0xbf;

/**
 * What may stand in a WebM file that is a silent video and nothing else: each element with what may stand in it. An
 * element that isn't named here could hold a name, a place, a date or a file.
 */
const WITHIN: ReadonlyMap<number, ReadonlySet<number>> = new Map<number, Set<number>>(
  (
    [
      [FILE, [EBML, SEGMENT]],
      [EBML, [0x4286, 0x42f7, 0x42f2, 0x42f3, DOC_TYPE, 0x4287, 0x4285]],
      [SEGMENT, [SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, TAGS]],
      [SEEK_HEAD, [SEEK]],
      [SEEK, [0x53ab, 0x53ac]],
      // The programs that made it, and its length. No title, file name or date.
      [INFO, [TIMESTAMP_SCALE, DURATION, 0x4d80, 0x5741, 0x73a4]],
      [TRACKS, [TRACK_ENTRY]],
      // Its numbers, its language (“und”), its codec and the times of its frames. No name.
      [
        TRACK_ENTRY,
        [
          ...[TRACK_NUMBER, 0x73c5, TRACK_TYPE, 0xb9, 0x88, 0x55aa, 0x9c, 0x6de7, 0x23e383, 0x55ee],
          ...[0x22b59c, 0x22b59d, CODEC_ID, 0x63a2, 0x56aa, 0x56bb, VIDEO],
        ],
      ],
      [
        VIDEO,
        [
          ...[PIXEL_WIDTH, 0xba, 0x54b0, 0x54ba, 0x54b2, 0x54b3, 0x9a, 0x9d, 0x53b8, 0x53c0],
          ...[0x54aa, 0x54bb, 0x54cc, 0x54dd, COLOUR],
        ],
      ],
      [
        COLOUR,
        [
          ...[0x55b1, 0x55b2, 0x55b3, 0x55b4, 0x55b5, 0x55b6, 0x55b7, 0x55b8, 0x55b9, 0x55ba, 0x55bb],
          ...[0x55bc, 0x55bd, MASTERING],
        ],
      ],
      [MASTERING, [0x55d1, 0x55d2, 0x55d3, 0x55d4, 0x55d5, 0x55d6, 0x55d7, 0x55d8, 0x55d9, 0x55da]],
      [CLUSTER, [0xe7, 0xa7, 0xab, SIMPLE_BLOCK, BLOCK_GROUP]],
      [BLOCK_GROUP, [BLOCK, 0x9b, 0xfb, 0x75a2]],
      [CUES, [CUE_POINT]],
      [CUE_POINT, [0xb3, CUE_POSITIONS]],
      [CUE_POSITIONS, [0xf7, 0xf1, 0xf0, 0xb2, 0x5378]],
      // FFmpeg writes the encoder and the length as tags.
      [TAGS, [TAG]],
      [TAG, [TARGETS, SIMPLE_TAG]],
      [TARGETS, [0x63c5]],
      [SIMPLE_TAG, [TAG_NAME, 0x4487, 0x447a]],
    ] as const
  ).map(([parent, within]) => [parent, new Set<number>([...within, VOID, CHECKSUM])]),
);

const CODECS = new Set(["V_VP8", "V_VP9", "V_AV1"]);
const HARMLESS_TAGS = new Set(["ENCODER", "DURATION"]);
const VIDEO_TRACK = 1;

type Element = { readonly id: number; readonly start: number; readonly end: number };

/** A number as EBML writes it, in 1 to 8 bytes. @param isId whether the marker of its length is part of it */
function numberAt(view: DataView, at: number, end: number, isId: boolean): { value: number; next: number } {
  if (at >= end) throw damaged();
  const first = view.getUint8(at);
  const length = Math.clz32(first) - 23;
  if (length > (isId ? 4 : 8) || at + length > end) throw damaged();
  let value = isId ? first : first & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    const byte = view.getUint8(at + index);
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  // A size that isn't known: somebody stopped before it was written.
  if (!isId && isUnknown) throw damaged();
  return { value, next: at + length };
}

/** All elements in their order, each before those in it. @throws ClipFault for one that may not stand there */
function* elementsOf(view: DataView, parent: number, from: number, end: number): Generator<Element> {
  for (let at = from; at !== end; ) {
    const { value: id, next } = numberAt(view, at, end, true);
    const { value: size, next: start } = numberAt(view, next, end, false);
    if (start + size > end) throw damaged();
    if (!WITHIN.get(parent)!.has(id)) throw tooMuch(`0x${id.toString(16)}`);
    yield { id, start, end: start + size };
    if (WITHIN.has(id)) yield* elementsOf(view, id, start, start + size);
    at = start + size;
  }
}

/**
 * Reads a WebM file by its elements, all of them.
 *
 * @throws ClipFault where it is no silent video, or more than that
 */
export function readEbml(bytes: Uint8Array): ClipFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tracks: number[] = [];
  const codecs: string[] = [];
  const widths: number[] = [];
  let docType = "";
  let scale = 1_000_000;
  let duration: number | null = null;
  let blocks = 0;
  for (const { id, start, end } of elementsOf(view, FILE, 0, bytes.length)) {
    if (id === DOC_TYPE) docType = latin(view, start, end).replace(/\0+$/, "");
    else if (id === TIMESTAMP_SCALE) scale = unsignedAt(view, start, end);
    else if (id === DURATION) duration = floatAt(view, start, end);
    else if (id === TRACK_NUMBER) tracks.push(unsignedAt(view, start, end));
    else if (id === TRACK_TYPE) {
      if (unsignedAt(view, start, end) !== VIDEO_TRACK) throw notAlone();
    } else if (id === CODEC_ID) codecs.push(latin(view, start, end));
    else if (id === PIXEL_WIDTH) widths.push(unsignedAt(view, start, end));
    else if (id === SIMPLE_BLOCK || id === BLOCK) {
      if (numberAt(view, start, end, false).value !== tracks[0]) throw notAlone();
      blocks += 1;
    } else if (id === TAG_NAME) {
      const name = latin(view, start, end);
      if (!HARMLESS_TAGS.has(name)) throw tooMuch(name);
    } else if (id === VOID && !isBlank(bytes, start, end)) throw tooMuch("Void");
  }
  if (tracks.length > 1) throw notAlone();
  const [codec, ...more] = codecs;
  if (docType !== "webm" || !CODECS.has(codec ?? "") || more.length > 0) throw noVideo();
  if (tracks.length === 0 || widths.length !== 1 || blocks === 0) throw noVideo();
  const durationUs = duration === null ? null : Math.round((duration * scale) / 1000);
  return { type: "webm", width: widths[0]!, durationUs };
}

function unsignedAt(view: DataView, start: number, end: number): number {
  if (end - start > 8) throw damaged();
  let value = 0;
  for (let at = start; at < end; at++) value = value * 256 + view.getUint8(at);
  return value;
}

/** Null where it is no length of time. */
function floatAt(view: DataView, start: number, end: number): number | null {
  if (end - start !== 4 && end - start !== 8) throw damaged();
  const value = end - start === 4 ? view.getFloat32(start) : view.getFloat64(start);
  return Number.isFinite(value) && value > 0 ? value : null;
}
