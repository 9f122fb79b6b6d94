import path from "node:path";
import { z } from "zod";
import { phaseSchema } from "@/lib/domain/phase-schema";
import type { Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import type { Zone } from "@/lib/domain/scoring/zone";
import { zoneSchema } from "@/lib/domain/scoring/zone-schema";
import { plainName, storableText } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { readJsonLines } from "./json-lines";
import { type FrameKey, frameKey } from "./layout";
import { error, type Problem, warning } from "./problem";

const text = z.string().transform(storableText);
const part = text.optional().default("");

const predictionSchema = z.object({
  video: z.string().min(1),
  frame: z.int().min(0),
  phase: phaseSchema.nullish(),
  phaseProbabilities: z.partialRecord(phaseSchema, z.number().min(0).max(1)).nullish(),
  box: zoneSchema.nullish(),
  rationale: z.object({ location: part, exposure: part, nextAction: part, criticalRisk: part }).nullish(),
  raw: z.object({ turn1: text.nullish(), turn2: text.nullish() }).nullish(),
  error: text.nullish(),
  samples: z
    .array(
      z.object({
        seed: z.int(),
        box: zoneSchema.nullish(),
        raw: text.nullish(),
        error: text.nullish(),
      }),
    )
    .nullish(),
});

// In JSON as it is written: null characters and broken surrogates.
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

const name = z.string().transform(plainName).pipe(z.string().min(1).max(200));
const facts = z
  .record(z.string(), z.json())
  .refine((value) => !UNSTORABLE.test(JSON.stringify(value)), t`It holds characters that can't be stored.`);
const date = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

const manifestSchema = z.object({
  model: name,
  name: name.nullish(),
  checkpoint: text.nullish(),
  promptVersion: text.nullish(),
  parameters: facts.nullish(),
  server: facts.nullish(),
  startedAt: date.nullish(),
  finishedAt: date.nullish(),
  shown: z.boolean().nullish(),
});

/** What a model made of a frame, as a line of a predictions file has it. */
export type PredictionLine = FrameKey & {
  /** The line, from 1. */
  readonly row: number;
  readonly phase: Phase | null;
  readonly phaseProbabilities: Partial<Record<Phase, number>> | null;
  /** As the model gave it: not checked against the frame. */
  readonly box: Zone | null;
  readonly rationale: Rationale | null;
  readonly raw: { readonly turn1: string | null; readonly turn2: string | null } | null;
  readonly error: string | null;
  /** Of a sampled run, one for a seed; their boxes are not checked either. */
  readonly samples: readonly BoxSample[] | null;
};

type BoxSample = {
  readonly seed: number;
  readonly box: Zone | null;
  readonly raw: string | null;
  readonly error: string | null;
};

/** Which model made the predictions of a file, and how. */
export type RunManifest = {
  readonly model: string;
  /** The run's, where it is not the file's. */
  readonly name: string | null;
  readonly checkpoint: string | null;
  readonly promptVersion: string | null;
  readonly parameters: Facts;
  /** What answered; null when the file doesn't say, like the dates. */
  readonly server: Facts | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Whether readers see the run on the reveal; null when the file doesn't say. */
  readonly shown: boolean | null;
};

export type Facts = Record<string, z.core.util.JSONType>;

/** What is known of a run that says nothing of itself. */
export function unknownRun(model: string): RunManifest {
  return {
    model,
    name: null,
    checkpoint: null,
    promptVersion: null,
    parameters: {},
    server: null,
    startedAt: null,
    finishedAt: null,
    shown: null,
  };
}

export type PredictionsFile = {
  /** Tells runs of one model over one dataset apart: as the file says, or its base name. */
  readonly name: string;
  readonly manifest: RunManifest;
  /** One for a frame, in the file's order. */
  readonly lines: readonly PredictionLine[];
  readonly problems: readonly Problem[];
};

/** A line of a predictions file: what made the others (the first line alone), a prediction, or what is wrong with it. */
type ReadPredictionLine = { readonly row: number } & (
  | { readonly manifest: RunManifest }
  | { readonly prediction: PredictionLine }
  | { readonly problem: Problem }
);

/**
 * Reads a predictions file line by line, without holding it.
 *
 * @param file where it is
 * @param shown how problems call it
 */
export async function* readPredictionLines(file: string, shown: string): AsyncGenerator<ReadPredictionLine> {
  let first = true;
  for await (const { row, value, fault } of readJsonLines(file)) {
    const place = { file: shown, row };
    const given = first && isManifest(value) ? manifestSchema.safeParse(value) : null;
    first = false;
    if (fault) yield { row, problem: error(place, fault) };
    else if (given) {
      if (given.success) yield { row, manifest: toManifest(given.data) };
      else yield { row, problem: error(place, sentence(given.error)) };
    } else {
      const parsed = predictionSchema.safeParse(value);
      if (parsed.success) yield { row, prediction: toLine(parsed.data, row) };
      else yield { row, problem: error(place, sentence(parsed.error)) };
    }
  }
}

/**
 * Reads a predictions file (JSON Lines, docs/resgo-format.md): one line a frame, below a first line that may say
 * which model made them. Of several lines about one frame the last counts.
 *
 * @param file where it is
 * @param shown how problems call it
 */
export async function readPredictions(file: string, shown: string): Promise<PredictionsFile> {
  const fileName = plainName(path.basename(file).replace(/\.jsonl$/i, ""));
  let manifest = unknownRun(fileName);
  const lines = new Map<string, PredictionLine>();
  const problems: Problem[] = [];
  for await (const read of readPredictionLines(file, shown)) {
    if ("problem" in read) problems.push(read.problem);
    else if ("manifest" in read) manifest = read.manifest;
    else {
      const line = read.prediction;
      const key = frameKey(line);
      const before = lines.get(key);
      if (before) {
        problems.push(
          warning(
            { file: shown, row: read.row },
            t`${line.video}, frame ${line.frame}: predicted in row ${before.row} already; the later counts.`,
          ),
        );
      }
      lines.set(key, line);
    }
  }
  return { name: manifest.name ?? fileName, manifest, lines: [...lines.values()], problems };
}

function isManifest(value: unknown): boolean {
  return typeof value === "object" && value !== null && "model" in value && !("frame" in value);
}

function toManifest({ model, ...said }: z.infer<typeof manifestSchema>): RunManifest {
  return {
    model,
    name: said.name ?? null,
    checkpoint: said.checkpoint ?? null,
    promptVersion: said.promptVersion ?? null,
    parameters: said.parameters ?? {},
    server: said.server ?? null,
    startedAt: said.startedAt ?? null,
    finishedAt: said.finishedAt ?? null,
    shown: said.shown ?? null,
  };
}

function toLine(data: z.infer<typeof predictionSchema>, row: number): PredictionLine {
  const { video, frame, phase, phaseProbabilities, box, rationale, raw, error, samples } = data;
  return {
    video: plainName(video),
    frame,
    row,
    phase: phase ?? null,
    phaseProbabilities: phaseProbabilities ?? null,
    box: box ?? null,
    rationale: rationale ?? null,
    raw: raw ? { turn1: raw.turn1 ?? null, turn2: raw.turn2 ?? null } : null,
    error: error || null,
    samples:
      samples?.map((sample) => ({
        seed: sample.seed,
        box: sample.box ?? null,
        raw: sample.raw ?? null,
        error: sample.error || null,
      })) ?? null,
  };
}

function sentence({ issues }: z.ZodError): string {
  const issue = issues[0]!;
  const why = [issue.path.join("."), issue.message.replace(/\.$/, "")].filter(Boolean).join(": ");
  return t`The line is not a prediction: ${why}.`;
}
