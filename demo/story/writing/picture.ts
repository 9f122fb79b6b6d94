import sharp from "sharp";
import { FRAME } from "@/demo/scene/facts";
import type { Box } from "@/lib/domain/geometry";
import { stampPicture } from "./stamp";

/** WebP's quality: above it the files grow and nobody sees why. */
const QUALITY = 82;

/** A frame's file: the rendered picture with its notice, as WebP. The same pixels give the same bytes. */
export async function pictureFile(rgba: Uint8Array, zones: readonly Box[]): Promise<Buffer> {
  return sharp(rgba, { raw: { ...FRAME, channels: 4 } })
    .composite([{ input: stampPicture(zones) }])
    .removeAlpha()
    .webp({ quality: QUALITY, effort: 6, smartSubsample: true })
    .toBuffer();
}
