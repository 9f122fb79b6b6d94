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

/** The first line of a stream, of frames or of a recording: its manifest and a line feed. */
export function manifestHead(manifest: object): string {
  return `${JSON.stringify(manifest)}\n`;
}

/** Where each file lies in a stream whose first line has `head` bytes; null when they don't fill the stream. */
export function placeFiles<File extends { readonly bytes: number }>(
  files: readonly File[],
  head: number,
  total: number,
): (File & { readonly start: number })[] | null {
  let start = head;
  const placed = files.map((file) => {
    const at = { ...file, start };
    start += file.bytes;
    return at;
  });
  return start === total ? placed : null;
}
