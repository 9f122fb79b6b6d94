import path from "node:path";
import { z } from "zod";
import { type Box, boxSchema } from "@/lib/domain/geometry";
import { type Phase, phaseSchema } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import { readJsonLines } from "./json-lines";
import { type FrameKey, frameKey } from "./layout";
import { plainName, storableText } from "./plain-text";
import { error, type Problem, warning } from "./problem";

const text = z.string().transform(storableText);
const part = text.optional().default("");

const predictionSchema = z.object({
  video: z.string().min(1),
  frame: z.int().min(0),
  phase: phaseSchema.nullish(),
  phaseProbabilities: z.partialRecord(phaseSchema, z.number().min(0).max(1)).nullish(),
  box: boxSchema.nullish(),
  rationale: z.object({ location: part, exposure: part, nextAction: part, criticalRisk: part }).nullish(),
  raw: z.object({ turn1: text.nullish(), turn2: text.nullish() }).nullish(),
  error: text.nullish(),
});

// In JSON as it is written: null characters and broken surrogates.
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

const manifestSchema = z.object({
  model: z.string().transform(plainName).pipe(z.string().min(1).max(200)),
  checkpoint: text.nullish(),
  promptVersion: text.nullish(),
  parameters: z
    .record(z.string(), z.json())
    .refine((value) => !UNSTORABLE.test(JSON.stringify(value)), "It holds characters that can't be stored.")
    .nullish(),
});

/** What a model made of a frame, as a line of a predictions file has it. */
export type PredictionLine = FrameKey & {
  /** The line, from 1. */
  readonly row: number;
  readonly phase: Phase | null;
  readonly phaseProbabilities: Partial<Record<Phase, number>> | null;
  /** As the model gave it: not checked against the frame. */
  readonly box: Box | null;
  readonly rationale: Rationale | null;
  readonly raw: { readonly turn1: string | null; readonly turn2: string | null } | null;
  readonly error: string | null;
};

/** Which model made the predictions of a file, and how. */
export type RunManifest = {
  readonly model: string;
  readonly checkpoint: string | null;
  readonly promptVersion: string | null;
  readonly parameters: Record<string, z.core.util.JSONType>;
};

export type PredictionsFile = {
  /** The file's base name: tells runs of one model over one dataset apart. */
  readonly name: string;
  readonly manifest: RunManifest;
  /** One for a frame, in the file's order. */
  readonly lines: readonly PredictionLine[];
  readonly problems: readonly Problem[];
};

/**
 * Reads a predictions file (JSON Lines, docs/resgo-format.md): one line a frame, below a first line that may say
 * which model made them. Of several lines about one frame the last counts.
 *
 * @param file where it is
 * @param shown how problems call it
 */
export async function readPredictions(file: string, shown: string): Promise<PredictionsFile> {
  const name = plainName(path.basename(file).replace(/\.jsonl$/i, ""));
  let manifest: RunManifest = { model: name, checkpoint: null, promptVersion: null, parameters: {} };
  const lines = new Map<string, PredictionLine>();
  const problems: Problem[] = [];
  let first = true;
  for await (const { row, value, fault } of readJsonLines(file)) {
    const place = { file: shown, row };
    const given = first && isManifest(value) ? manifestSchema.safeParse(value) : null;
    first = false;
    if (fault) problems.push(error(place, fault));
    else if (given) {
      if (given.success) manifest = toManifest(given.data);
      else problems.push(error(place, sentence(given.error)));
    } else {
      const parsed = predictionSchema.safeParse(value);
      if (!parsed.success) {
        problems.push(error(place, sentence(parsed.error)));
        continue;
      }
      const line = toLine(parsed.data, row);
      const key = frameKey(line);
      const before = lines.get(key);
      if (before) {
        problems.push(
          warning(
            place,
            `${line.video}, frame ${line.frame}: predicted in row ${before.row} already; the later counts.`,
          ),
        );
      }
      lines.set(key, line);
    }
  }
  return { name, manifest, lines: [...lines.values()], problems };
}

function isManifest(value: unknown): boolean {
  return typeof value === "object" && value !== null && "model" in value && !("frame" in value);
}

function toManifest({
  model,
  checkpoint,
  promptVersion,
  parameters,
}: z.infer<typeof manifestSchema>): RunManifest {
  return {
    model,
    checkpoint: checkpoint ?? null,
    promptVersion: promptVersion ?? null,
    parameters: parameters ?? {},
  };
}

function toLine(data: z.infer<typeof predictionSchema>, row: number): PredictionLine {
  const { video, frame, phase, phaseProbabilities, box, rationale, raw, error } = data;
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
  };
}

function sentence({ issues }: z.ZodError): string {
  const issue = issues[0]!;
  const where = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  return `The line is not a prediction: ${where}${issue.message.replace(/\.$/, "")}.`;
}
