import type { AlongCase, TakenAlong } from "@/lib/domain/along/along";
import { frameUrlFor } from "../viewer/frame-source";
import { fitScale } from "../viewer/viewport";

/** Pictures of a person’s; what keeps pages looks for them under this name (cli/offline/worker.js). */
const PREFIX = "calot-frames ";
const cacheOf = (readerId: string): Promise<Cache> => caches.open(PREFIX + readerId);

/** Whatever width was taken stands under this address. */
const addressOf = ({ frameUrl, frameVersion }: AlongCase): string =>
  `${frameUrl}?v=${encodeURIComponent(frameVersion)}`;

/** What is here of the pictures. */
export type FramesHere = { readonly cases: ReadonlySet<string>; readonly bytes: number };

export async function framesHere({ readerId, cases }: TakenAlong): Promise<FramesHere> {
  const cache = await cacheOf(readerId);
  const found = await Promise.all(
    cases.map(async (each) => {
      const kept = await cache.match(addressOf(each), { ignoreVary: true });
      return kept ? { id: each.id, bytes: (await kept.blob()).size } : null;
    }),
  );
  const here = found.filter((each) => each !== null);
  return { cases: new Set(here.map(({ id }) => id)), bytes: here.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The device pixels that a frame spans at most on this device, fitted to the screen as it may be held. */
function pixelsFor(frame: AlongCase): number {
  const { width, height } = window.screen;
  const scales = [
    { width, height },
    { width: height, height: width },
  ].map((screen) => fitScale(frame, screen));
  // A phone's finest pixels are finer than an eye tells at arm's length.
  return Math.ceil(frame.width * Math.max(...scales) * Math.min(2, window.devicePixelRatio));
}

/**
 * - whole: each picture is here.
 * - stopped: as whoever asked wished.
 * - unreachable: Calot can't be reached, or has too much to do.
 * - signed-out: whoever they were taken for is not signed in any more.
 * - full: the device has no room for more.
 */
export type Fetched = "whole" | "stopped" | "unreachable" | "signed-out" | "full";

/** Fetches the pictures that are not here yet, one after the other. What is fetched stays, however it ends. */
export async function fetchFrames(
  taken: TakenAlong,
  { signal, onFetched }: { readonly signal: AbortSignal; readonly onFetched: (here: FramesHere) => void },
): Promise<Fetched> {
  try {
    const cache = await cacheOf(taken.readerId);
    let here = await framesHere(taken);
    for (const each of taken.cases) {
      if (here.cases.has(each.id)) continue;
      if (signal.aborted) return "stopped";
      const answer = await fetch(frameUrlFor(each, pixelsFor(each)), {
        signal,
        headers: { "calot-reader": taken.readerId },
      });
      if (answer.status === 401) return "signed-out";
      // A case that was taken back meanwhile has none any more: the others do.
      if (answer.status === 404 || answer.status === 410) continue;
      if (!answer.ok || !answer.headers.get("content-type")?.startsWith("image/")) return "unreachable";
      const picture = await answer.blob();
      // Without the answer's own headers: nothing of the server's is kept with it.
      await cache.put(
        addressOf(each),
        new Response(picture, {
          headers: { "content-type": picture.type, "content-length": `${picture.size}` },
        }),
      );
      here = { cases: new Set([...here.cases, each.id]), bytes: here.bytes + picture.size };
      onFetched(here);
    }
    return "whole";
  } catch (error) {
    if (signal.aborted) return "stopped";
    return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "unreachable";
  }
}

/** Lets go of a person's pictures but those of some cases: one that was answered, or taken back, is not shown again. */
export async function keepFrames(readerId: string, cases: readonly AlongCase[]): Promise<void> {
  const cache = await cacheOf(readerId);
  const wanted = new Set(cases.map((each) => new URL(addressOf(each), window.location.origin).href));
  const kept = await cache.keys();
  await Promise.all(kept.filter(({ url }) => !wanted.has(url)).map((each) => cache.delete(each)));
}

/** Lets go of the pictures of those for whom `gone` holds. */
export async function forgetFrames(gone: (readerId: string) => boolean): Promise<void> {
  if (!("caches" in globalThis)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const old = names.filter((name) => gone(name.slice(PREFIX.length)));
  await Promise.all(old.map((name) => caches.delete(name)));
}
