import type { Measures } from "@/lib/domain/recordings/measures";
import { type Mark, screening } from "@/lib/domain/recordings/screening";
import type { Sample } from "./worker/messages";

/** A sample as the strip holds it. */
export type StripSample = { readonly timeUs: number; readonly mark: Mark | null; readonly url: string };

/** The samples there are so far. Pages hear of new ones a few times a second, not of each. */
export type Strip = {
  readonly samples: () => readonly StripSample[];
  readonly add: (sample: Sample) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Lets go of all pictures. */
  readonly close: () => void;
};

const TELL_EVERY_MS = 150;

export function newStrip(): Strip {
  let samples: readonly StripSample[] = [];
  let added: StripSample[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const mark: (measures: Measures) => Mark | null = screening();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    timer = null;
    samples = [...samples, ...added];
    added = [];
    for (const listener of listeners) listener();
  };
  return {
    samples: () => samples,
    add: ({ index, timeUs, measures, small }) => {
      if (index !== samples.length + added.length) return;
      added.push({ timeUs, mark: mark(measures), url: URL.createObjectURL(small) });
      timer ??= setTimeout(tell, TELL_EVERY_MS);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
      for (const { url } of [...samples, ...added]) URL.revokeObjectURL(url);
    },
  };
}
