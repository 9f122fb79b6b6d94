"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { sampleCount } from "@/lib/domain/recordings/sampling";
import { type RecordingReader, UnreadableRecording } from "./recording-reader";
import type { Strip, StripSample } from "./strip";
import type { Opened } from "./worker/messages";

/** How the strip stands. */
export type Filling = {
  readonly state: "running" | "paused" | "done" | "failed";
  /** Where the recording breaks off before its end, in microseconds. */
  readonly brokenUs: number | null;
  /** The file can't be read any more. */
  readonly unreadable: boolean;
};

export type FillingControls = Filling & {
  readonly samples: readonly StripSample[];
  readonly count: number;
  readonly pause: () => void;
  readonly goOn: () => void;
};

/** Fills a strip with the samples of an open recording; it can be stopped and goes on where it was. */
export function useFilling(
  reader: RecordingReader,
  opened: Opened,
  rate: number,
  strip: Strip,
): FillingControls {
  const samples = useSyncExternalStore(strip.subscribe, strip.samples, strip.samples);
  const [filling, setFilling] = useState<Filling>({ state: "running", brokenUs: null, unreadable: false });
  const running = useRef<AbortController | null>(null);
  const next = useRef(0);
  const count = sampleCount(opened.span, rate);

  const goOn = useCallback((): void => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setFilling((before) => ({ ...before, state: "running" }));
    reader
      .ask(
        "sample",
        { rate, from: next.current },
        {
          signal: controller.signal,
          onStep: (sample) => {
            next.current = sample.index + 1;
            strip.add(sample);
          },
        },
      )
      .then(
        ({ brokenUs }) => {
          if (!controller.signal.aborted) setFilling({ state: "done", brokenUs, unreadable: false });
        },
        (error) => {
          if (controller.signal.aborted) return;
          setFilling({ state: "failed", brokenUs: null, unreadable: error instanceof UnreadableRecording });
        },
      );
  }, [reader, rate, strip]);
  const pause = useCallback((): void => {
    running.current?.abort();
    setFilling((before) => (before.state === "running" ? { ...before, state: "paused" } : before));
  }, []);
  useEffect(() => {
    goOn();
    return () => running.current?.abort();
  }, [goOn]);
  return { ...filling, samples, count, pause, goOn };
}
