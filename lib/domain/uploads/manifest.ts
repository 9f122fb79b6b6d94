import { z } from "zod";

/** How many frames one upload may have. */
export const MOST_FRAMES = 20_000;

/**
 * Frames are sent as one stream: a line of JSON that names them, a line feed, and their bytes one after the other.
 * So they need no packing, and a lost connection goes on in the middle of any of them.
 */
export const framesManifestSchema = z
  .array(z.object({ name: z.string().min(1).max(300), bytes: z.int().positive() }))
  .min(1)
  .max(MOST_FRAMES);
export type FramesManifest = z.infer<typeof framesManifestSchema>;

/** The longest first line there may be, in bytes. */
export const LONGEST_MANIFEST = 8 * 1024 * 1024;

/** The first line of a stream of frames, with its line feed. */
export function manifestHead(manifest: FramesManifest): string {
  return `${JSON.stringify(manifest)}\n`;
}

/** Where each file lies in a stream whose first line has `head` bytes; null when they don't fill the stream. */
export function placeFiles(
  manifest: FramesManifest,
  head: number,
  total: number,
): { readonly name: string; readonly start: number; readonly bytes: number }[] | null {
  let start = head;
  const placed = manifest.map(({ name, bytes }) => {
    const file = { name, start, bytes };
    start += bytes;
    return file;
  });
  return start === total ? placed : null;
}
