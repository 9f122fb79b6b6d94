import type { FrameCache } from "./frame-cache";
import { beginningOf, renditionName } from "./frame-names";
import { type FrameFile, type FrameStorage, RENDITION_TYPE } from "./frame-storage";

/**
 * Frames of a place that is far away, of which this machine keeps what was shown last. Whoever asks has looked into the
 * database first, which says what may be shown: what is kept here is never shown for being kept.
 */
export function cachedFrames(frames: FrameStorage, cache: FrameCache): FrameStorage {
  // Many who begin at once ask for the same picture: it is fetched once.
  const underWay = new Map<string, Promise<FrameFile | null>>();
  const fetchAndKeep = async (name: string, sha256: string, width: number): Promise<FrameFile | null> => {
    const found = await frames.readRendition(sha256, width);
    // Nobody waits for that.
    if (found) void cache.keep(name, found.body);
    return found;
  };
  return {
    ...frames,
    async readRendition(sha256, width) {
      const name = renditionName(sha256, width);
      const kept = await cache.read(name);
      if (kept) {
        const body = kept as Uint8Array<ArrayBuffer>;
        return { body, bytes: body.byteLength, contentType: RENDITION_TYPE };
      }
      const fetched =
        underWay.get(name) ?? fetchAndKeep(name, sha256, width).finally(() => underWay.delete(name));
      underWay.set(name, fetched);
      return fetched;
    },
    async removeFrame(sha256) {
      await frames.removeFrame(sha256);
      await cache.forget(beginningOf("renditions", sha256));
    },
  };
}
