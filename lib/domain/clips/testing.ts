/** Small clips, made box by box and element by element, for tests. */

type Content = readonly (Uint8Array | string | readonly number[])[];

const bytesOf = (...parts: Content): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
  );

const u16 = (value: number): number[] => [value >> 8, value & 0xff];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
const zeros = (length: number): number[] => new Array<number>(length).fill(0);

/** A box of an MP4 file. */
export function box(type: string, ...content: Content): Uint8Array {
  const inside = bytesOf(...content);
  return bytesOf(u32(inside.length + 8), type.padEnd(4), inside);
}

type Mp4 = {
  readonly width?: number;
  readonly seconds?: number;
  readonly handler?: string;
  readonly handlerName?: string;
  readonly codec?: string;
  /** When it was made, in seconds since 1904. */
  readonly made?: number;
  /** What makes it another clip. */
  readonly data?: string;
  /** More boxes at the end of the file, of the movie and of the track. */
  readonly more?: readonly Uint8Array[];
  readonly inMovie?: readonly Uint8Array[];
  readonly inTrack?: readonly Uint8Array[];
};

/** A track of an MP4 file. */
export const mp4Track = ({
  width = 640,
  handler = "vide",
  handlerName = "VideoHandler",
  codec = "avc1",
  made = 0,
  inTrack = [],
}: Mp4 = {}): Uint8Array =>
  box(
    "trak",
    box("tkhd", zeros(4), u32(made), u32(made), zeros(72)),
    box(
      "mdia",
      box("mdhd", zeros(4), u32(made), u32(made), u32(15), u32(150), zeros(4)),
      box("hdlr", zeros(8), handler, zeros(12), `${handlerName}\0`),
      box(
        "minf",
        box("vmhd", zeros(12)),
        box("dinf", box("dref", zeros(4), u32(1), box("url", [0, 0, 0, 1]))),
        box(
          "stbl",
          box(
            "stsd",
            zeros(4),
            u32(1),
            box(codec, zeros(24), u16(width), u16(360), zeros(50), box("avcC", [1])),
          ),
          box("stts", zeros(8)),
        ),
      ),
    ),
    ...inTrack,
  );

/** An MP4 file, whole and silent unless it is said otherwise. */
export const mp4Clip = (options: Mp4 = {}): Uint8Array =>
  bytesOf(
    box("ftyp", "isom", zeros(4), "isomavc1"),
    box(
      "moov",
      box("mvhd", zeros(4), u32(options.made ?? 0), u32(options.made ?? 0), u32(1000), [
        ...u32((options.seconds ?? 10) * 1000),
        ...zeros(80),
      ]),
      mp4Track(options),
      ...(options.inMovie ?? []),
    ),
    box("mdat", options.data ?? "frames"),
    ...(options.more ?? []),
  );

/** An element of a WebM file, by its id in hexadecimal. */
export function element(id: string, ...content: Content): Uint8Array {
  const inside = bytesOf(...content);
  return bytesOf(
    Buffer.from(id, "hex"),
    [0x10 | (inside.length >> 24), ...u32(inside.length).slice(1)],
    inside,
  );
}

type WebM = {
  readonly width?: number;
  readonly seconds?: number;
  readonly docType?: string;
  readonly codec?: string;
  readonly trackType?: number;
  readonly data?: string;
  readonly inInfo?: readonly Uint8Array[];
  readonly inTrack?: readonly Uint8Array[];
  readonly inTracks?: readonly Uint8Array[];
  readonly inSegment?: readonly Uint8Array[];
};

/** A WebM file, whole and silent unless it is said otherwise. */
export function webmClip(options: WebM = {}): Uint8Array {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE((options.seconds ?? 10) * 1000);
  return bytesOf(
    element("1a45dfa3", element("4282", options.docType ?? "webm")),
    element(
      "18538067",
      element(
        "1549a966",
        element("2ad7b1", [15, 66, 64]),
        element("4489", duration),
        ...(options.inInfo ?? []),
      ),
      element(
        "1654ae6b",
        element(
          "ae",
          element("d7", [1]),
          element("83", [options.trackType ?? 1]),
          element("86", options.codec ?? "V_VP9"),
          element("e0", element("b0", u16(options.width ?? 640)), element("ba", u16(360))),
          ...(options.inTrack ?? []),
        ),
        ...(options.inTracks ?? []),
      ),
      element("1f43b675", element("e7", [0]), element("a3", [0x81, 0, 0, 0x80], options.data ?? "frames")),
      ...(options.inSegment ?? []),
    ),
  );
}
