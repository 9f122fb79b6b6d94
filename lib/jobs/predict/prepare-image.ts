import sharp from "sharp";
import type { Size } from "@/lib/domain/geometry";
import { BundleError } from "@/lib/resgo/list-files";
import { explain, MOST_PIXELS, signedFormat } from "@/lib/resgo/picture";
import { type PictureFit, sentSize } from "./sent-size";
import { stripMetadata } from "./strip-metadata";

/** A picture as it is sent to a server; its size in pixels. */
export type SentImage = Size & { readonly bytes: Uint8Array; readonly mediaType: string };

/** A picture that is resized has other pixels anyway; at this quality nobody, nor a model, sees that it was encoded. */
const RESIZED = { quality: 95, chromaSubsampling: "4:4:4" } as const;

/**
 * Makes of a frame's original file what a model is sent: upright, and nothing but the picture. A JPEG, PNG or WebP
 * that is upright keeps its very pixels, for its file is sent but for what it says of camera, place and people.
 * Anything else is encoded anew, without loss.
 *
 * @param size the upright frame's, in pixels
 * @param fit how large it is sent
 * @throws BundleError with a sentence for people when the picture is damaged, has another size or no shape that fits
 */
export async function prepareImage(original: Buffer, size: Size, fit: PictureFit): Promise<SentImage> {
  const format = signedFormat(original);
  if (format === null) throw new BundleError("The file is no picture that can be read.");
  const source = sharp(original, { failOn: "error", limitInputPixels: MOST_PIXELS });
  try {
    const { autoOrient, orientation = 1, pages = 1 } = await source.metadata();
    if (autoOrient.width !== size.width || autoOrient.height !== size.height) {
      throw new BundleError(
        `The picture has ${autoOrient.width} × ${autoOrient.height} pixels, where the reference has ${size.width} × ${size.height}.`,
      );
    }
    const target = sentSize(size, fit);
    if (target === null) {
      throw new BundleError("The picture has no shape that could be sent in sides of whole patches.");
    }
    if (target.width !== size.width || target.height !== size.height) {
      const resized = source.autoOrient().resize({ ...target, fit: "fill" });
      return sent(await resized.jpeg(RESIZED).toBuffer(), "jpeg", target);
    }
    const stripped = orientation === 1 && pages === 1 ? stripMetadata(original, format) : null;
    if (stripped) return sent(stripped, format, size);
    return sent(await source.autoOrient().png().toBuffer(), "png", size);
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError(explain(cause as Error));
  }
}

function sent(bytes: Buffer, format: string, { width, height }: Size): SentImage {
  return { bytes, mediaType: `image/${format}`, width, height };
}
