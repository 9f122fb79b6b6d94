import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { framesManifestSchema, LONGEST_MANIFEST, placeFiles } from "@/lib/domain/uploads/manifest";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import type { NamedFile } from "./number-frames";

const NOT_FRAMES = t`The upload is not a list of frames followed by their pictures. Send it again.`;

/**
 * Cuts a stream of frames (lib/domain/uploads/manifest.ts) into files of its own naming: 0, 1, 2 …
 *
 * @throws BundleError when it is not such a stream
 */
export async function cutFrames(file: string, folder: string, signal: AbortSignal): Promise<NamedFile[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, LONGEST_MANIFEST));
    await handle.read(head, 0, head.length, 0);
    const end = head.indexOf(10);
    const manifest = end < 0 ? null : framesManifestSchema.safeParse(parse(head.toString("utf8", 0, end)));
    const placed = manifest?.success ? placeFiles(manifest.data, end + 1, size) : null;
    if (!placed) throw new BundleError(NOT_FRAMES);
    const named: NamedFile[] = [];
    for (const [index, { name, start, bytes }] of placed.entries()) {
      const target = String(index);
      const piece = createReadStream(file, { start, end: start + bytes - 1 });
      await pipeline(piece, createWriteStream(path.join(folder, target), { flags: "wx" }), { signal });
      named.push({ file: target, name: name.split(/[\\/]/).at(-1)! });
    }
    return named;
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
