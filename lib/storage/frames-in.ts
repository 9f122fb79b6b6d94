import { createHash } from "node:crypto";
import { beginningOf, clipName, originalName, renditionName, SHELVES, type Shelf } from "./frame-names";
import { clipTypes, type FrameStorage, RENDITION_TYPE, StorageDamagedError } from "./frame-storage";
import type { ObjectStore } from "./object-store";

/**
 * Frames in a place of any kind:
 *
 *     originals/<first two digits>/<sha256>.<format>
 *     renditions/<first two digits>/<sha256>-<width>.webp
 *     clips/<first two digits>/<sha256>.<mp4 or webm>
 */
export function framesIn(store: ObjectStore): FrameStorage {
  // By name, and not by the ladder: widths of an earlier version go, too.
  const removeFrom = (shelf: Shelf, sha256: string): Promise<void> => store.erase(beginningOf(shelf, sha256));
  return {
    async inventory() {
      const [originals, renditions, clips] = await Promise.all(
        SHELVES.map(async (shelf) => new Set((await store.names(shelf)).map(stemOf))),
      );
      return {
        hasOriginal: (sha256) => originals!.has(sha256),
        hasRendition: (sha256, width) => renditions!.has(`${sha256}-${width}`),
        hasClip: (sha256) => clips!.has(sha256),
      };
    },
    putOriginal: (sha256, format, bytes) => store.put(originalName(sha256, format), bytes, { once: true }),
    async readOriginal(sha256, format) {
      const name = originalName(sha256, format);
      const kept = await store.get(name);
      if (!kept) return null;
      if (createHash("sha256").update(kept.bytes).digest("hex") !== sha256)
        throw new StorageDamagedError(name);
      return kept.bytes;
    },
    putRendition: (sha256, width, bytes) => store.put(renditionName(sha256, width), bytes, { summed: true }),
    async readRendition(sha256, width) {
      const kept = await store.get(renditionName(sha256, width));
      if (!kept) return null;
      // Those of a read are never shared, as its type can't say.
      const body = kept.bytes as Uint8Array<ArrayBuffer>;
      return { body, bytes: body.byteLength, contentType: RENDITION_TYPE };
    },
    async removeFrame(sha256) {
      await removeFrom("originals", sha256);
      await removeFrom("renditions", sha256);
    },
    putClip: (sha256, kind, bytes) => store.put(clipName(sha256, kind), bytes, { once: true }),
    async readClip(sha256, kind, part) {
      const opened = await store.open(clipName(sha256, kind), part);
      return opened && { ...opened, contentType: clipTypes[kind] };
    },
    removeClip: (sha256) => removeFrom("clips", sha256),
    check: () => store.check(),
    sweep: () => store.sweep(),
  };
}

const stemOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1, name.lastIndexOf("."));
