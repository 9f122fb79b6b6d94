import sharp from "sharp";
import type { Size } from "@/lib/domain/geometry";
import { explain, MOST_PIXELS, signedFormat } from "@/lib/resgo/picture";

/** The size at which pictures are looked at. */
export const LOOK_WIDTH = 192;
export const LOOK_HEIGHT = 108;

/** A picture as it is looked at: 8-bit sRGB, three bytes a pixel, row by row; and its own size, upright. */
export type Pixels = { readonly rgb: Uint8Array; readonly size: Size };

/** A picture that can't be read; the message is for people. */
export class PictureError extends Error {
  override readonly name = "PictureError";
}

/**
 * Decodes a picture upright and at the fixed size, whatever its proportions.
 *
 * @throws PictureError when it is no picture, is damaged, or is too large
 */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (signedFormat(buffer) === null) {
    throw new PictureError("The image is no JPEG, PNG, WebP, AVIF or TIFF.");
  }
  const picture = sharp(buffer, { limitInputPixels: MOST_PIXELS, failOn: "error" });
  try {
    const { autoOrient } = await picture.metadata();
    const rgb = await picture
      .autoOrient()
      .flatten()
      .toColourspace("srgb")
      .resize(LOOK_WIDTH, LOOK_HEIGHT, { fit: "fill" })
      .raw()
      .toBuffer();
    return { rgb, size: { width: autoOrient.width, height: autoOrient.height } };
  } catch (cause) {
    throw new PictureError(explain(cause as Error));
  }
}
