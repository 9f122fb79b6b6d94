import { createHash } from "node:crypto";
import { ServerUnavailable } from "@/lib/vlm/errors";
import type { FrameToRead, Reader, ReaderDescription, Reading } from "@/lib/vlm/reading";
import type { Ledger } from "./ledger";
import type { Task } from "./task";
import type { Clock } from "./wait-for-server";

export const DESCRIPTION: ReaderDescription = {
  model: "fake",
  promptVersion: "1",
  promptDigest: "ab".repeat(32),
  parameters: {
    coordinates: "relative-1000",
    boxUnit: null,
    boxOrder: null,
    rectify: false,
    singleTurn: false,
    noDefinition: false,
    samples: 1,
    temperature: 0,
    maxTokens: 1_024,
    seed: 1,
  },
  server: {
    baseUrl: "http://fake/v1",
    software: null,
    listsModel: null,
    takes: {
      images: "data URLs",
      maxTokens: "max_tokens",
      structuredOutputsChoice: "honoured",
      regex: "not asked",
      jsonSchema: "not asked",
      logprobs: "honoured",
      seed: "honoured",
    },
    constraint: "structured_outputs.choice",
  },
};

/** Tasks of one video, whose pictures are their own names. */
export function fakeTasks(count: number): Task[] {
  return Array.from({ length: count }, (_, frame) => {
    const picture = Buffer.from(`frame ${frame}`);
    return {
      video: "V1",
      frame,
      width: 100,
      height: 50,
      caseId: null,
      referencePhase: "A",
      sha256: createHash("sha256").update(picture).digest("hex"),
      bytes: picture.length,
      load: async () => picture,
    };
  });
}

/** What a fake model makes of a frame: always the same of the same. */
export function fakeReading({ frame }: { readonly frame: number }): Reading {
  const phase = (["A", "B", "C", "D"] as const)[frame % 4]!;
  return {
    phase,
    phaseProbabilities: null,
    box: [frame % 40, 1, 60 + (frame % 30) / 7, 40],
    rationale: { location: "“ü”\u2028", exposure: "", nextAction: "\u0000", criticalRisk: "\ud800" },
    raw: { turn1: phase, turn2: `box of ${frame}\n` },
    error: null,
    samples: null,
  };
}

/** A reader that answers by a function, and counts. */
export function fakeReader(
  answer: (frame: FrameToRead, count: number) => Reading | Promise<Reading> = fakeReading,
) {
  const counts = { asked: 0, underWay: 0, most: 0 };
  const reader: Reader = {
    description: DESCRIPTION,
    async read(frame, signal) {
      signal.throwIfAborted();
      const count = ++counts.asked;
      counts.underWay += 1;
      counts.most = Math.max(counts.most, counts.underWay);
      try {
        await new Promise((resolve) => setImmediate(resolve));
        const aborted = new Promise<never>((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
        return await Promise.race([answer(frame, count), aborted]);
      } finally {
        counts.underWay -= 1;
      }
    },
  };
  return { reader, counts };
}

export const away = (): never => {
  throw new ServerUnavailable("The server is away.");
};

/** A ledger in memory, which says how often each task was recorded. */
export function fakeLedger() {
  const readings = new Map<number, Reading>();
  const failures = new Map<number, string>();
  let records = 0;
  const ledger: Ledger = {
    earlier: () => null,
    wordsOf: async () => null,
    async addReading({ frame }, reading) {
      records += 1;
      readings.set(frame, reading);
    },
    async addFailure({ frame }, why) {
      records += 1;
      failures.set(frame, why);
    },
  };
  return { ledger, readings, failures, records: () => records };
}

/** A clock that waits no time at all, and goes on by what it was to wait. */
export function fakeClock(): Clock & { readonly waits: number[] } {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    async wait(ms) {
      waits.push(ms);
      now += ms;
    },
  };
}
