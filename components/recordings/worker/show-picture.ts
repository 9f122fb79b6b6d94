import { VideoSampleSink } from "mediabunny";
import type { Recording } from "./open-recording";
import { canvasOf } from "./picture";

/** The picture that is on the screen at a time, no wider than `width`; null where there is none. */
export async function showPicture(
  { track, opened }: Recording,
  { timeUs, width }: { readonly timeUs: number; readonly width: number },
): Promise<ImageBitmap | null> {
  const picture = await new VideoSampleSink(track).getSample((timeUs + 1) / 1e6);
  if (!picture) return null;
  const across = Math.min(width, opened.size.width);
  const { canvas, context } = canvasOf({
    width: across,
    height: Math.round((opened.size.height * across) / opened.size.width),
  });
  picture.draw(context, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.transferToImageBitmap();
}
