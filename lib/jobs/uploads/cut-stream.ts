import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { z } from "zod";
import { LONGEST_MANIFEST, placeFiles } from "@/lib/domain/uploads/manifest";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import type { DraftsJob } from "./import-drafts";

const NOT_FRAMES = t`The upload is not a list of frames followed by their pictures. Send it again.`;

/**
 * Cuts a stream (lib/domain/uploads/manifest.ts) into files of its own naming in the job's folder: 0, 1, 2 …
 *
 * @param filesOf the files in their order, by the manifest that the stream begins with
 * @throws BundleError when it is not such a stream
 */
export async function cutStream<Manifest, File extends { readonly bytes: number }>(
  { file, folder, signal }: Pick<DraftsJob, "file" | "folder" | "signal">,
  schema: z.ZodType<Manifest>,
  filesOf: (manifest: Manifest) => readonly File[],
): Promise<(File & { readonly file: string })[]> {
  await mkdir(folder, { recursive: true });
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, LONGEST_MANIFEST));
    await handle.read(head, 0, head.length, 0);
    const end = head.indexOf(10);
    const manifest = end < 0 ? null : schema.safeParse(parse(head.toString("utf8", 0, end)));
    const placed = manifest?.success ? placeFiles(filesOf(manifest.data), end + 1, size) : null;
    if (!placed) throw new BundleError(NOT_FRAMES);
    for (const [index, { start, bytes }] of placed.entries()) {
      const piece = createReadStream(file, { start, end: start + bytes - 1 });
      const target = createWriteStream(path.join(folder, String(index)), { flags: "wx" });
      await pipeline(piece, target, { signal });
    }
    return placed.map((each, index) => ({ ...each, file: String(index) }));
  } finally {
    await handle.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
