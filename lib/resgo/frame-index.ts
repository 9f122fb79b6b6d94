import type { FrameKey } from "./layout";
import { nameKey } from "./plain-text";

/** Things by the frames that they belong to, whatever the spelling of a video's name; fast for millions. */
export type FrameIndex<T> = {
  get(key: FrameKey): T | undefined;
  set(key: FrameKey, value: T): void;
};

export function newFrameIndex<T>(): FrameIndex<T> {
  const byKey = new Map<string, Map<number, T>>();
  // A name's key is worked out once for each spelling: it takes longer than all the rest.
  const bySpelling = new Map<string, Map<number, T>>();
  const framesOf = (video: string): Map<number, T> => {
    let frames = bySpelling.get(video);
    if (!frames) {
      const key = nameKey(video);
      frames = byKey.get(key) ?? new Map<number, T>();
      byKey.set(key, frames);
      bySpelling.set(video, frames);
    }
    return frames;
  };
  return {
    get: ({ video, frame }) => framesOf(video).get(frame),
    set: ({ video, frame }, value) => void framesOf(video).set(frame, value),
  };
}
