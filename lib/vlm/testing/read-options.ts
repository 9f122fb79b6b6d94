import type { FrameToRead, ReaderOptions } from "../reading";
import type { Patience } from "../server/patience";
import { type Behaviour, standInAnswer } from "./stand-in-answers";
import type { StandIn, StandInRequest } from "./stand-in-server";

/** Options to read from a stand-in, phase-then-go as it is meant. */
export function readOptions(
  { baseUrl }: Pick<StandIn, "baseUrl">,
  other: Partial<ReaderOptions> = {},
): ReaderOptions {
  return {
    baseUrl,
    apiKey: null,
    model: "stand-in",
    prompt: "phase-then-go-1",
    coordinates: "relative-1000",
    boxUnit: null,
    boxOrder: null,
    study: { rectify: false, singleTurn: false, noDefinition: false },
    samples: 1,
    temperature: null,
    maxTokens: 1024,
    seed: 1,
    timeoutMs: 5000,
    ...other,
  };
}

/** A frame of 1000 × 500 whose picture, as far as the stand-in is concerned, is its number. */
export function frameToRead(frame: number, other: Partial<FrameToRead> = {}): FrameToRead {
  const { width = 1000, height = 500 } = other;
  return {
    video: "V01",
    frame,
    width,
    height,
    referencePhase: null,
    image: {
      bytes: new TextEncoder().encode(`frame ${frame}`),
      mediaType: "image/webp",
      width,
      height,
    },
    ...other,
  };
}

/** Patience whose clock runs only while it waits, so that no test does. */
export function hurriedPatience(
  onSleep: (ms: number) => Promise<void> | void = () => {},
): Partial<Patience> & {
  readonly waits: readonly number[];
} {
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    now: () => now,
    random: () => 1,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
      await onSleep(ms);
    },
  };
}

/** What the stand-in means by a frame, in natural pixels. */
export function meant({ image, width, height }: FrameToRead, seed = 0) {
  const { phase, box, rationale } = standInAnswer(image.bytes, seed);
  const [x1, y1, x2, y2] = box;
  const [across, down] = [width / 1000, height / 1000];
  return { phase, box: [x1 * across, y1 * down, x2 * across, y2 * down], rationale };
}

export const phasesOnly =
  (behaviour: Behaviour) =>
  ({ turn }: StandInRequest): Behaviour =>
    turn === "phase" ? behaviour : "well";

export const zonesOnly =
  (behaviour: Behaviour) =>
  ({ turn }: StandInRequest): Behaviour =>
    turn === "zone" ? behaviour : "well";
