import { afterEach, describe, expect, it } from "vitest";
import { PHASES, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { prepareReader } from "./prepare-reader";
import type { FrameToRead, Reader, ReaderOptions, Study } from "./reading";
import {
  frameToRead,
  hurriedPatience,
  meant,
  phasesOnly,
  readOptions,
  zonesOnly,
} from "./testing/read-options";
import { type Behaviour, standInAnswer } from "./testing/stand-in-answers";
import {
  type StandIn,
  type StandInOptions,
  type StandInRequest,
  startStandIn,
} from "./testing/stand-in-server";

const signal = new AbortController().signal;
let standIn: StandIn;

afterEach(() => standIn.kill());

async function prepare(options: StandInOptions = {}, other: Partial<ReaderOptions> = {}): Promise<Reader> {
  standIn = await startStandIn(options);
  return prepareReader(readOptions(standIn, other), signal, hurriedPatience());
}

describe("a frame", () => {
  it("is read in two turns", async () => {
    const { read } = await prepare();
    const frame = frameToRead(166);
    const { phaseProbabilities, raw, ...reading } = await read(frame, signal);
    expect(reading).toEqual({ ...meant(frame), error: null, samples: null });
    expect(raw).toEqual({ turn1: reading.phase, turn2: expect.stringContaining("bbox_2d") });
    const total = PHASES.reduce((sum, phase) => sum + phaseProbabilities![phase], 0);
    expect(total).toBeCloseTo(1, 12);
    expect(phaseProbabilities![reading.phase!]).toBeCloseTo(0.7 / 0.9, 12);
  });

  it.each<Behaviour>([
    "prose",
    "thinking",
    "reasoning",
    "fence",
    "bare-object",
    "list",
    "two-arrays",
    "stray-bracket",
    "box-tokens",
    "swapped-corners",
    "json",
  ])("is read from an answer of the kind “%s”", async (behaviour) => {
    const { read } = await prepare({ behave: () => behaviour });
    for (let number = 0; number < 8; number++) {
      const frame = frameToRead(number);
      expect(await read(frame, signal)).toMatchObject({ ...meant(frame), error: null });
    }
  });

  it.each(["vllm", "sglang", "llama.cpp", "transformers", "plain", "openai"] as const)(
    "is read from a server like %s",
    async (software) => {
      const { read } = await prepare({ software });
      const frame = frameToRead(7);
      expect(await read(frame, signal)).toMatchObject({ ...meant(frame), error: null });
    },
  );

  it("has no probabilities where the server tells none", async () => {
    const { read } = await prepare({ software: "transformers" });
    expect(await read(frameToRead(7), signal)).toMatchObject({ phaseProbabilities: null, error: null });
    expect(standIn.requests.every(({ body }) => body.logprobs === undefined)).toBe(true);
  });

  it("has its pixels left alone when the model counts in pixels", async () => {
    const { read } = await prepare({}, { coordinates: "pixels" });
    const frame = frameToRead(7, { width: 4000, height: 3000 });
    const { box } = await read(frame, signal);
    expect(box).toEqual(standInAnswer(frame.image.bytes, 0).box);
    expect(JSON.stringify(standIn.requests[1]!.body)).toContain("4000 wide and 3000 high");
  });
});

describe("the conversation", () => {
  const texts = ({ body }: StandInRequest): string[] =>
    body.messages.map(({ content }) =>
      typeof content === "string" ? content : content.map(({ text }) => text ?? "").join(""),
    );

  async function converse(
    study: Partial<Study>,
    frame: FrameToRead,
    behave: StandInOptions["behave"] = () => "well",
  ) {
    const whole = { rectify: false, singleTurn: false, noDefinition: false, ...study };
    const { read } = await prepare({ behave }, { study: whole });
    return { reading: await read(frame, signal), requests: standIn.requests };
  }

  it("goes on with the same picture and words, the model's own answer and the definition of its phase", async () => {
    const frame = frameToRead(3);
    const { phase } = meant(frame);
    const { requests } = await converse({}, frame);
    const [first, second] = requests;
    expect(requests).toHaveLength(2);
    expect(second!.body.messages[0]).toEqual(first!.body.messages[0]);
    expect(Buffer.from(first!.image!).equals(frame.image.bytes)).toBe(true);
    expect(texts(second!)[1]).toBe(phase);
    expect(texts(second!)[2]).toContain(`${phase}, ${phaseNames[phase]}`);
    expect(texts(second!)[2]).toContain(phaseDefinitions[phase]);
    for (const other of PHASES.filter((each) => each !== phase)) {
      expect(texts(second!).join()).not.toContain(phaseDefinitions[other]);
      expect(texts(first!).join()).toContain(phaseNames[other]);
    }
  });

  it("gives the model back its words without its thinking", async () => {
    const { requests, reading } = await converse({}, frameToRead(3), phasesOnly("thinking"));
    expect(texts(requests[1]!)[1]).toBe(meant(frameToRead(3)).phase);
    expect(reading.raw.turn1).toContain("<think>");
  });

  it("rectified, is about the reference's phase, and the answer stays the model's", async () => {
    const own = meant(frameToRead(3)).phase;
    const right = PHASES.find((phase) => phase !== own)!;
    const { requests, reading } = await converse(
      { rectify: true },
      frameToRead(3, { referencePhase: right }),
    );
    expect(texts(requests[1]!)[1]).toBe(own);
    expect(texts(requests[1]!)[2]).toContain(phaseDefinitions[right]);
    expect(texts(requests[1]!)[2]).not.toContain(phaseDefinitions[own]);
    expect(reading.phase).toBe(own);
  });

  it("rectified, goes on where no phase could be read", async () => {
    const { reading } = await converse(
      { rectify: true },
      frameToRead(3, { referencePhase: "C" }),
      phasesOnly("wrong-letter"),
    );
    expect(reading).toMatchObject({ phase: null, box: meant(frameToRead(3)).box });
    expect(reading.error).toBe("Phase: the answer names E, which is no phase.");
  });

  it("rectified, can't be had without a reference", async () => {
    const { reading, requests } = await converse({ rectify: true }, frameToRead(3));
    expect(reading.error).toContain("The reference has no phase");
    expect(requests).toHaveLength(0);
  });

  it("can do without the definition", async () => {
    const { requests } = await converse({ noDefinition: true }, frameToRead(3));
    const said = texts(requests[1]!).join();
    for (const phase of PHASES) expect(said).not.toContain(phaseDefinitions[phase]);
    expect(said).not.toContain("Surgical Context");
    expect(said).not.toContain("{{");
  });

  it.each([true, false])("can be had in a single turn, without definitions: %s", async (noDefinition) => {
    const frame = frameToRead(3);
    const { requests, reading } = await converse({ singleTurn: true, noDefinition }, frame);
    expect(requests).toHaveLength(1);
    expect(reading).toMatchObject({ ...meant(frame), error: null });
    expect(reading.raw).toEqual({ turn1: expect.stringContaining("bbox_2d"), turn2: null });
    expect(texts(requests[0]!).join().includes(phaseDefinitions.D)).toBe(!noDefinition);
  });

  it("is greedy, and limited", async () => {
    const { requests } = await converse({}, frameToRead(3));
    for (const { body } of requests) {
      expect(body).toMatchObject({ temperature: 0, max_tokens: 1024 });
      expect(body).not.toHaveProperty("seed");
    }
  });
});

describe("an answer that can't be read", () => {
  it.each<[Behaviour, RegExp]>([
    ["wrong-letter", /^Phase: the answer names E, which is no phase\. The Go Zone was not asked for\.$/],
    ["two-letters", /^Phase: the answer names more than one phase/],
    ["empty", /^Phase: the answer is empty/],
    ["truncated", /^Phase: the answer is empty; it was cut off/],
  ])("for a phase: %s", async (behaviour, error) => {
    const { read } = await prepare({ behave: phasesOnly(behaviour) });
    const reading = await read(frameToRead(1), signal);
    expect(reading).toMatchObject({ phase: null, box: null, error: expect.stringMatching(error) });
    expect(reading.raw.turn1).not.toBeNull();
    expect(standIn.requests).toHaveLength(1);
  });

  it.each<[Behaviour, RegExp]>([
    ["over-1000", /^Go Zone: the box \[.*\] leaves the frame, which ends at 1000, 1000\.$/],
    ["no-box", /^Go Zone: the answer gives no box\.$/],
    ["empty", /^Go Zone: the answer is empty\.$/],
    ["truncated", /^Go Zone: the answer gives no box; it was cut off/],
  ])("for a zone keeps the phase: %s", async (behaviour, error) => {
    const { read } = await prepare({ behave: zonesOnly(behaviour) });
    const frame = frameToRead(1);
    expect(await read(frame, signal)).toMatchObject({
      phase: meant(frame).phase,
      box: null,
      error: expect.stringMatching(error),
      raw: { turn2: expect.any(String) },
    });
  });
});

describe("a sampled run", () => {
  it("asks for the phase once, and for as many boxes as it should, each by a seed", async () => {
    const { read } = await prepare({}, { samples: 3, seed: 11, temperature: 0.9 });
    const frame = frameToRead(1);
    const { samples, phase, box, raw, rationale } = await read(frame, signal);
    expect(standIn.requests.map(({ turn }) => turn)).toEqual(["phase", "zone", "zone", "zone"]);
    expect(standIn.requests[0]!.body).toMatchObject({ temperature: 0 });
    expect(standIn.requests.slice(1).map(({ body }) => [body.seed, body.temperature])).toEqual([
      [11, 0.9],
      [12, 0.9],
      [13, 0.9],
    ]);
    expect(phase).toBe(meant(frame).phase);
    expect(samples).toEqual(
      [11, 12, 13].map((seed) => ({
        seed,
        box: meant(frame, seed).box,
        raw: expect.any(String),
        error: null,
      })),
    );
    const counted = samples!.find(({ raw: each }) => each === raw.turn2)!;
    expect(box).toEqual(counted.box);
    expect(rationale).toEqual(meant(frame, counted.seed).rationale);
  });

  it("counts the samples that have a box", async () => {
    const behave = ({ turn, seed }: StandInRequest): Behaviour =>
      turn === "zone" && seed < 3 ? "no-box" : "well";
    const { read } = await prepare({ behave }, { samples: 3, seed: 1 });
    const { samples, box, error } = await read(frameToRead(1), signal);
    expect(samples!.map((sample) => sample.error)).toEqual([
      "the answer gives no box",
      "the answer gives no box",
      null,
    ]);
    expect(box).toEqual(samples![2]!.box);
    expect(error).toBeNull();
  });

  it("has no box when no sample has", async () => {
    const { read } = await prepare({ behave: zonesOnly("no-box") }, { samples: 2 });
    expect(await read(frameToRead(1), signal)).toMatchObject({
      box: null,
      error: "Go Zone: the answer gives no box.",
      samples: [{ box: null }, { box: null }],
    });
  });
});

it("reads the same frames to the same readings again", async () => {
  const { read } = await prepare({ atOnce: 4 });
  const all = () => Promise.all(Array.from({ length: 12 }, (_, i) => read(frameToRead(i), signal)));
  expect(JSON.stringify(await all())).toBe(JSON.stringify(await all()));
});
