import type { Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import type { Zone } from "@/lib/domain/scoring/zone";
import type { BoxConvention, BoxOrder, BoxUnit } from "./answers/box-convention";

/** A frame as a model is asked about it. */
export type FrameToRead = {
  readonly video: string;
  readonly frame: number;
  /** Natural pixels. */
  readonly width: number;
  /** Natural pixels. */
  readonly height: number;
  /** The reference's phase: used by a rectified study alone; null where not known. */
  readonly referencePhase: Phase | null;
  /** The picture as it is sent, and its size, in pixels: another than the frame's where it was resized. */
  readonly image: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly width: number;
    readonly height: number;
  };
};

/** One of the boxes of a sampled run. */
export type Sample = {
  readonly seed: number;
  readonly box: Zone | null;
  readonly raw: string | null;
  readonly error: string | null;
};

/** What a model made of a frame: a prediction line's body, without video and frame. */
export type Reading = {
  readonly phase: Phase | null;
  /** Sums to 1; null where the server tells no probabilities. */
  readonly phaseProbabilities: Record<Phase, number> | null;
  /** In the frame's natural pixels, inside the frame. */
  readonly box: Zone | null;
  /** Parts that the model left out are empty; null when it gave none. */
  readonly rationale: Rationale | null;
  /** The model's own words, thinking included. A study in a single turn has them in turn 1. */
  readonly raw: { readonly turn1: string | null; readonly turn2: string | null };
  /** Why there is no phase or box, for people; null when all was read. */
  readonly error: string | null;
  /** Of a sampled run. */
  readonly samples: readonly Sample[] | null;
};

/** How a model is asked. All of it but the key, the address and the patience decides what it answers. */
export type ReaderOptions = {
  /** The server's API, with or without `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  /** A version of the prompts: a folder of lib/vlm/prompts. */
  readonly prompt: string;
  /** What the model is asked to count a box in: thousandths of the frame's sides, or pixels of the picture it is sent. */
  readonly coordinates: Coordinates;
  /** What it counts in, where that is not what it is asked for; null: as asked. */
  readonly boxUnit: BoxUnit | null;
  /** Null: two corners, x first, as asked. */
  readonly boxOrder: BoxOrder | null;
  readonly study: Study;
  /** Boxes sampled for each frame; 0 or 1: one, greedily. */
  readonly samples: number;
  /** Of the Go Zone's turn; the phase is asked greedily. Null: 0, or 0.7 for several samples. */
  readonly temperature: number | null;
  /** Of each answer, thinking included. */
  readonly maxTokens: number;
  /** Of the first sample; the others count on from it. */
  readonly seed: number;
  /** For one request, from sending it to the last byte of its answer. */
  readonly timeoutMs: number;
};

export type Coordinates = "relative-1000" | "pixels";

/** The paper's ablations (Tables 3 and 4). All false: phase-then-go as it is meant. */
export type Study = {
  /** The second turn is given the reference's phase and definition. */
  readonly rectify: boolean;
  /** Phase and Go Zone are asked in one turn. */
  readonly singleTurn: boolean;
  /** The second turn is given no definition. */
  readonly noDefinition: boolean;
};

/** A model behind a server that was found to be usable. */
export type Reader = {
  /** What was found and is used; goes into the run's manifest. */
  readonly description: ReaderDescription;
  /**
   * Reads one frame: both turns, and the samples.
   *
   * @throws ServerUnavailable when the server was gone for longer than the reader's patience
   * @throws the signal's reason, when aborted
   */
  readonly read: (frame: FrameToRead, signal: AbortSignal) => Promise<Reading>;
};

/** What decides a reader's answers, and what its server was found to take. */
export type ReaderDescription = {
  readonly model: string;
  readonly promptVersion: string;
  /** SHA-256 of every text that the prompts are made of, the phases' definitions included; hex. */
  readonly promptDigest: string;
  readonly parameters: {
    readonly coordinates: Coordinates;
    readonly boxUnit: BoxUnit | null;
    readonly boxOrder: BoxOrder | null;
    readonly rectify: boolean;
    readonly singleTurn: boolean;
    readonly noDefinition: boolean;
    readonly samples: number;
    readonly temperature: number;
    readonly maxTokens: number;
    readonly seed: number;
  };
  readonly server: ServerDescription;
};

/** What follows a problem with an answer that had no end. */
export const CUT_OFF = "; it was cut off at the most tokens it may have";

/** How a run's boxes are read. */
export function boxesOf({
  coordinates,
  boxUnit,
  boxOrder,
}: Pick<ReaderDescription["parameters"], "coordinates" | "boxUnit" | "boxOrder">): BoxConvention {
  return { unit: boxUnit ?? coordinates, order: boxOrder ?? "xyxy" };
}

/** Honoured: the answer showed it. Refused: an error. Ignored: accepted, and nothing came of it. */
export type Support = "honoured" | "ignored" | "refused" | "not asked";

export type ServerDescription = {
  readonly baseUrl: string;
  /** What it says it is; null where it doesn't say. */
  readonly software: string | null;
  /** Whether its list of models holds the model; null without a list. */
  readonly listsModel: boolean | null;
  readonly takes: {
    readonly images: "data URLs";
    readonly maxTokens: "max_tokens" | "max_completion_tokens";
    readonly structuredOutputsChoice: Support;
    readonly regex: Support;
    readonly jsonSchema: Support;
    readonly logprobs: Support;
    readonly seed: Support;
  };
  /** What holds the first answer to a letter; null: nothing, and the letter is looked for. */
  readonly constraint: Constraint | null;
};

export type Constraint = "structured_outputs.choice" | "regex" | "response_format.json_schema";
