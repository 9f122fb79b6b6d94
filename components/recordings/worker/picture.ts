import type { VideoSample } from "mediabunny";
import type { Box, Size } from "@/lib/domain/geometry";
import { coverOn } from "@/lib/domain/recordings/covers";

/** High: the server encodes it once more. */
const JPEG_QUALITY = 0.95;

type Drawn = { readonly canvas: OffscreenCanvas; readonly context: OffscreenCanvasRenderingContext2D };

export function canvasOf({ width, height }: Size): Drawn {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("The browser gives no canvas.");
  return { canvas, context };
}

/** How high a picture is that is `width` wide; even, as encoders ask for. */
export const heightFor = (size: Size, width: number): number =>
  Math.max(2, Math.round((size.height * width) / size.width / 2) * 2);

/** Draws a picture upright, in the canvas's size, with all covers black. */
export function drawCovered(
  picture: VideoSample,
  { canvas, context }: Drawn,
  natural: Size,
  covers: readonly Box[],
): void {
  picture.draw(context, 0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  for (const cover of covers) {
    const box = coverOn(cover, natural, canvas);
    if (box) context.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  }
}

export const jpegOf = (canvas: OffscreenCanvas): Promise<Blob> =>
  canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
