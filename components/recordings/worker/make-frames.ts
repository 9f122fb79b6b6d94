import { type VideoSample, VideoSampleSink } from "mediabunny";
import type { Box } from "@/lib/domain/geometry";
import { BEFORE_US, type ClipFrame, windowsOf } from "@/lib/domain/recordings/clip-windows";
import { lightsOf } from "@/lib/domain/recordings/measures";
import { looksOutside } from "@/lib/domain/recordings/screening";
import { CLIP_PICTURES_PER_S, clipSize, openClipEncoder } from "./clip-encoder";
import type { Clip, Made } from "./messages";
import type { Recording } from "./open-recording";
import { canvasOf, drawCovered, heightFor, jpegOf } from "./picture";

/** The time between two pictures may be this much shorter, in microseconds: times are rounded. */
const SLACK_US = 5_000;
/** How wide a picture is looked at for whether it is outside the body. */
const LOOKED_AT = 160;

/**
 * Makes the pictures and clips of the frames that are kept, which ascend, and tells of each. What looks as if taken outside
 * the body is in no clip: a clip that would show it begins after it.
 */
export async function makeFrames(
  recording: Recording,
  given: { readonly frames: readonly ClipFrame[]; readonly covers: readonly Box[]; readonly fromUs: number },
  onMade: (made: Made) => void,
  stopped: () => boolean,
): Promise<void> {
  const { frames, covers, fromUs } = given;
  const natural = recording.opened.size;
  const encoder = await openClipEncoder(clipSize(natural));
  const seen = canvasOf(clipSize(natural));
  const looked = canvasOf({ width: LOOKED_AT, height: heightFor(natural, LOOKED_AT) });
  const whole = canvasOf(natural);
  const beginOf = ({ timeUs }: ClipFrame): number => Math.max(fromUs, timeUs - BEFORE_US);
  /** Where clips begin, and the frames that are still to come. */
  const begins = frames.map(beginOf);
  const coming = [...frames];
  let lastUs = Number.NEGATIVE_INFINITY;
  let fresh = true;
  try {
    for (const { startUs, endUs } of windowsOf(frames, fromUs)) {
      fresh = true;
      const pictures = new VideoSampleSink(recording.track).samples(startUs / 1e6, (endUs + 2) / 1e6);
      for await (const picture of pictures) {
        const timeUs = Math.max(0, picture.microsecondTimestamp);
        const reached = coming.findIndex((frame) => frame.timeUs > timeUs);
        const ended = coming.splice(0, reached === -1 ? coming.length : reached);
        try {
          if (stopped()) return;
          if (encoder) await see(picture, timeUs, ended.length > 0);
          if (ended.length > 0) drawCovered(picture, whole, natural, covers);
        } finally {
          picture.close();
        }
        for (const frame of ended) {
          const clip = encoder && !fresh ? await encoder.cut(beginOf(frame)) : null;
          onMade(await toMade(frame, await jpegOf(whole.canvas), clip));
        }
      }
    }
  } finally {
    encoder?.close();
  }
  if (coming.length > 0) throw new Error("Some frames were not found again.");

  /** Gives a picture to the encoder, where it is the next one of so many a second, or the last one of a clip. */
  async function see(picture: VideoSample, timeUs: number, isLast: boolean): Promise<void> {
    if (!isLast && timeUs - lastUs < 1_000_000 / CLIP_PICTURES_PER_S - SLACK_US) return;
    lastUs = timeUs;
    drawCovered(picture, seen, natural, covers);
    looked.context.drawImage(seen.canvas, 0, 0, looked.canvas.width, looked.canvas.height);
    const pixels = looked.context.getImageData(0, 0, looked.canvas.width, looked.canvas.height);
    if (looksOutside(lightsOf(pixels))) {
      await encoder!.forget();
      fresh = true;
      return;
    }
    let key = fresh;
    while (begins.length > 0 && begins[0]! <= timeUs) {
      begins.shift();
      key = true;
    }
    await encoder!.add(seen.canvas, timeUs, key);
    fresh = false;
  }
}

async function toMade({ index }: ClipFrame, picture: Blob, clip: Clip | null): Promise<Made> {
  const all = new Blob([picture, ...(clip ? [clip.content] : [])]);
  const hash = await crypto.subtle.digest("SHA-256", await all.arrayBuffer());
  const digest = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { index, picture, clip, digest };
}
