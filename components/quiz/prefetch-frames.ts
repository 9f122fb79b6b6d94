import type { StageCase } from "@/lib/domain/attempts/views";
import type { Size } from "@/lib/domain/geometry";
import { frameUrlFor } from "../viewer/frame-source";
import { fitScale } from "../viewer/viewport";

/** Pictures that are fetched and decoded ahead; held here so that the browser keeps them. */
export type FetchedFrames = Map<string, HTMLImageElement>;

/** Fetches the frames that come next, just as large as the stage will show them, and lets go of the others. */
export function prefetchFrames(cases: readonly StageCase[], stage: Size, fetched: FetchedFrames): void {
  const urls = cases.map((each) =>
    frameUrlFor(each, Math.ceil(each.width * fitScale(each, stage) * window.devicePixelRatio)),
  );
  for (const url of fetched.keys()) if (!urls.includes(url)) fetched.delete(url);
  for (const url of urls) {
    if (fetched.has(url)) continue;
    const image = new Image();
    image.src = url;
    fetched.set(url, image);
    // One that fails is fetched when it is shown.
    image.decode().catch(() => fetched.delete(url));
  }
}
