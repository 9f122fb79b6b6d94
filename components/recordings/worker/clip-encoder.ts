import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { CLIP_LIMIT_BYTES, type ClipType, WIDEST_CLIP } from "@/lib/domain/clips/clip";
import type { Size } from "@/lib/domain/geometry";
import { BEFORE_US } from "@/lib/domain/recordings/clip-windows";
import type { Clip } from "./messages";
import { heightFor } from "./picture";
import { withoutTimes } from "./without-times";

/** Clips show no more pictures a second than this. */
export const CLIP_PICTURES_PER_S = 15;
/** Of ten seconds this makes three quarters of what a clip may have. */
const BITRATE = 600_000;
/** So many pictures may wait for the encoder. */
const MOST_WAITING = 8;

type Way = { readonly type: ClipType; readonly codec: "avc" | "vp9" | "vp8"; readonly config: string };

/** The one that plays in most places first. */
const WAYS: readonly Way[] = [
  { type: "mp4", codec: "avc", config: "avc1.42e01f" },
  { type: "webm", codec: "vp9", config: "vp09.00.31.08" },
  { type: "webm", codec: "vp8", config: "vp8" },
];

/** The size of clips: as wide as they may be or as the recording is, in even numbers. */
export function clipSize(natural: Size): Size {
  const width = Math.max(2, Math.floor(Math.min(natural.width, WIDEST_CLIP) / 2) * 2);
  return { width, height: heightFor(natural, width) };
}

/**
 * Encodes a recording once, and cuts clips out of what it encoded: a clip begins at a picture that was added as a key and
 * may end at any. Times are of the recording, in microseconds.
 */
export type ClipEncoder = {
  add(canvas: OffscreenCanvas, timeUs: number, key: boolean): Promise<void>;
  /** What was added since `fromUs`, up to the latest picture; null where that is less than two pictures. */
  cut(fromUs: number): Promise<Clip | null>;
  /** No clip has anything of what was added so far. The next picture has to be a key. */
  forget(): Promise<void>;
  close(): void;
};

/** Null where the browser can encode none of the ways. */
export async function openClipEncoder(size: Size): Promise<ClipEncoder | null> {
  if (typeof VideoEncoder === "undefined") return null;
  for (const way of WAYS) {
    const config: VideoEncoderConfig = {
      ...size,
      codec: way.config,
      bitrate: BITRATE,
      framerate: CLIP_PICTURES_PER_S,
      // In "quality" pictures may come out later than the ones that follow them, and a clip ends at any of them.
      latencyMode: "realtime",
      ...(way.codec === "avc" && { avc: { format: "avc" } }),
    };
    const answer = await VideoEncoder.isConfigSupported(config).catch(() => null);
    if (answer?.supported) return clipEncoder(way, config);
  }
  return null;
}

function clipEncoder({ type, codec }: Way, config: VideoEncoderConfig): ClipEncoder {
  let packets: EncodedPacket[] = [];
  let decoder: VideoDecoderConfig | undefined;
  let failed: Error | null = null;
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      decoder = meta?.decoderConfig ?? decoder;
      packets.push(EncodedPacket.fromEncodedChunk(chunk));
    },
    error: (error) => {
      failed = error;
    },
  });
  encoder.configure(config);
  const room = async (): Promise<void> => {
    while (!failed && encoder.encodeQueueSize >= MOST_WAITING) {
      await new Promise((resolve) => encoder.addEventListener("dequeue", resolve, { once: true }));
    }
    if (failed) throw failed;
  };
  return {
    add: async (canvas, timeUs, key) => {
      await room();
      packets = packets.filter(({ microsecondTimestamp }) => microsecondTimestamp >= timeUs - BEFORE_US);
      const duration = Math.round(1_000_000 / CLIP_PICTURES_PER_S);
      const frame = new VideoFrame(canvas, { timestamp: timeUs, duration });
      encoder.encode(frame, { keyFrame: key });
      frame.close();
    },
    cut: async (fromUs) => {
      await encoder.flush();
      if (failed) throw failed;
      const keys = packets.flatMap(({ type: is, microsecondTimestamp }, at) =>
        is === "key" && microsecondTimestamp >= fromUs ? [at] : [],
      );
      // Where the whole would be too large, the clip begins at a later key.
      for (const at of keys) {
        const clip = await toClip(packets.slice(at));
        if (clip && clip.content.size <= CLIP_LIMIT_BYTES) return clip;
      }
      return null;
    },
    forget: async () => {
      await encoder.flush();
      packets = [];
    },
    close: () => {
      if (encoder.state !== "closed") encoder.close();
    },
  };

  async function toClip(some: readonly EncodedPacket[]): Promise<Clip | null> {
    const [first, last] = [some[0], some.at(-1)];
    if (!first || !last || some.length < 2 || !decoder) return null;
    const target = new BufferTarget();
    const format = type === "mp4" ? new Mp4OutputFormat({ fastStart: "in-memory" }) : new WebMOutputFormat();
    const output = new Output({ format, target });
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source);
    await output.start();
    for (const packet of some) {
      const meta = packet === first ? { decoderConfig: decoder } : undefined;
      await source.add(packet.clone({ timestamp: packet.timestamp - first.timestamp }), meta);
    }
    await output.finalize();
    if (!target.buffer) return null;
    const bytes = type === "mp4" ? withoutTimes(target.buffer) : target.buffer;
    const durationUs = Math.round((last.timestamp - first.timestamp + last.duration) * 1e6);
    return { type, content: new Blob([bytes], { type: `video/${type}` }), durationUs };
  }
}
