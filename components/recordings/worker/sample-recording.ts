import { type VideoSample, VideoSampleSink } from "mediabunny";
import { MEASURED_WIDTH, measure } from "@/lib/domain/recordings/measures";
import { sampleCount, sampleTime } from "@/lib/domain/recordings/sampling";
import type { Sample } from "./messages";
import type { Recording } from "./open-recording";
import { canvasOf, heightFor } from "./picture";
import { isUnreadable } from "./unreadable";

const SMALL_QUALITY = 0.72;

/**
 * Takes samples of a recording from one on, and tells of each.
 *
 * @returns where the recording breaks off before its end, in microseconds; null where it doesn't
 */
export async function sampleRecording(
  { file, track, opened }: Recording,
  { rate, from }: { readonly rate: number; readonly from: number },
  onSample: (sample: Sample) => void,
  stopped: () => boolean,
): Promise<number | null> {
  const count = sampleCount(opened.span, rate);
  const times = function* () {
    // A microsecond later, so that a picture whose time was rounded up is not missed.
    for (let index = from; index < count; index++) yield (sampleTime(opened.span, rate, index) + 1) / 1e6;
  };
  const { width } = opened.size;
  const small = canvasOf({
    width: Math.min(width, MEASURED_WIDTH),
    height: heightFor(opened.size, Math.min(width, MEASURED_WIDTH)),
  });
  let index = from;
  let reached = sampleTime(opened.span, rate, from);
  try {
    for await (const picture of new VideoSampleSink(track).samplesAtTimestamps(times())) {
      if (stopped()) {
        picture?.close();
        return null;
      }
      // Its index tells of a picture, and the file ends before it.
      if (!picture) return reached;
      reached = picture.microsecondTimestamp;
      onSample(await toSample(picture, index, small));
      index += 1;
    }
  } catch (error) {
    if (stopped()) return null;
    // What can't be decoded any more is the end of what there is, unless there was nothing, or the file is gone.
    if (index === 0 || (await isUnreadable(file))) throw error;
    return reached;
  }
  return null;
}

async function toSample(
  picture: VideoSample,
  index: number,
  { canvas, context }: ReturnType<typeof canvasOf>,
): Promise<Sample> {
  picture.draw(context, 0, 0, canvas.width, canvas.height);
  const timeUs = Math.max(0, picture.microsecondTimestamp);
  picture.close();
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return {
    index,
    timeUs,
    measures: measure({ data, width, height }),
    small: await canvas.convertToBlob({ type: "image/jpeg", quality: SMALL_QUALITY }),
  };
}
