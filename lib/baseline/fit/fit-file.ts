import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { boxSchema } from "@/lib/domain/box-schema";
import { phaseSchema } from "@/lib/domain/phase-schema";
import { rationaleSchema } from "@/lib/domain/rationale";
import { FRAME_FEATURES } from "../look/frame-features";
import { FEATURE_VERSION } from "../look/look-at";
import { CELL_FEATURES } from "./cell-rows";
import type { Remembered } from "./example";
import type { Choice, Model } from "./model";
import { type Trials, trialsSchema } from "./try-choices";

/** Of the file's form. Raise it when the form changes. */
export const FIT_VERSION = 1;

const numbers = (length: number) => z.array(z.number()).length(length);
const scaleSchema = (width: number) => z.object({ mean: numbers(width), deviation: numbers(width) });
const softmaxSchema = (width: number) =>
  z.object({ weights: z.array(numbers(width)), intercepts: z.array(z.number()) });

const cellsSchema = z.object({
  scale: scaleSchema(CELL_FEATURES),
  inZone: z.object({ weights: numbers(CELL_FEATURES), intercept: z.number() }),
});

const modelSchema = z
  .object({
    scale: scaleSchema(FRAME_FEATURES),
    phases: z.array(phaseSchema).min(1),
    phase: softmaxSchema(FRAME_FEATURES),
    cells: z.partialRecord(phaseSchema, cellsSchema),
  })
  .refine(
    ({ phases, phase }) =>
      phase.weights.length === phases.length && phase.intercepts.length === phases.length,
    "The phase's model has another number of classes than it names.",
  );

const fitSchema = z.object({
  format: z.literal("calot-baseline"),
  version: z.literal(FIT_VERSION),
  features: z.literal(FEATURE_VERSION),
  fittedOn: z.object({
    dataset: z.string(),
    split: z.literal("train"),
    videos: z.array(z.string()).min(1),
    frames: z.int().min(1),
  }),
  choice: z.object({
    strength: z.number(),
    bandwidth: z.number().positive().nullable(),
    appearance: z.boolean(),
  }),
  trials: trialsSchema.nullable(),
  known: z
    .array(
      z.object({
        video: z.string(),
        frame: z.int(),
        phase: phaseSchema,
        zone: boxSchema,
        rationale: rationaleSchema,
        features: numbers(FRAME_FEATURES),
      }),
    )
    .min(1),
  model: modelSchema,
  without: z.record(z.string(), modelSchema),
}) satisfies z.ZodType<Fit>;

/** A fit as it is stored: what it was fitted on, what was tried, and all that reading a frame takes. */
export type Fit = {
  readonly format: "calot-baseline";
  readonly version: typeof FIT_VERSION;
  readonly features: typeof FEATURE_VERSION;
  readonly fittedOn: {
    /** The dataset's name. */
    readonly dataset: string;
    readonly split: "train";
    readonly videos: readonly string[];
    readonly frames: number;
  };
  readonly choice: Choice;
  /** Null where there was one video alone, and nothing to try on. */
  readonly trials: Trials | null;
  readonly known: readonly Remembered[];
  readonly model: Model;
  /** By video of the train split: the model that has seen nothing of it. */
  readonly without: Readonly<Record<string, Model>>;
};

/** A fit with its own name: the dataset's, and eight digits of the file's digest. */
export type NamedFit = Fit & { readonly name: string };

/** A fit that can't be used; the message is for people. */
export class FitError extends Error {
  override readonly name = "FitError";
}

/** Writes a fit; the same fit gives the same bytes. */
export async function writeFit(file: string, fit: Fit): Promise<NamedFit> {
  const text = textOf(fit);
  const partial = `${file}.partial`;
  await writeFile(partial, text);
  await rename(partial, file);
  return named(fit, text);
}

/** @throws FitError when there is no such file, or it is no fit of this version */
export async function readFit(file: string): Promise<NamedFit> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new FitError(
      cause.code === "ENOENT" ? `There is no file ${file}.` : `${file} can’t be read: ${cause.message}.`,
    );
  });
  const value = parse(file, text);
  if (!isOurs(value)) throw new FitError(`${file} is no fit of the baseline.`);
  if (value.version !== FIT_VERSION || value.features !== FEATURE_VERSION) {
    throw new FitError(
      `${file} was made by another version of Calot (file version ${value.version}, features ${value.features}; ` +
        `this one reads ${FIT_VERSION} and ${FEATURE_VERSION}). Fit it again: calot baseline-fit.`,
    );
  }
  const parsed = fitSchema.safeParse(value);
  if (parsed.success) return named(parsed.data, text);
  const issue = parsed.error.issues[0]!;
  throw new FitError(`${file} is damaged: ${issue.path.join(".")}: ${issue.message}`);
}

const ownSchema = z.object({
  format: z.literal("calot-baseline"),
  version: z.unknown(),
  features: z.unknown(),
});

function isOurs(value: unknown): value is z.infer<typeof ownSchema> {
  return ownSchema.safeParse(value).success;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FitError(`${file} is no JSON, so no fit of the baseline.`);
  }
}

/** Names a fit that is not stored as its file would be. */
export function nameFit(fit: Fit): NamedFit {
  return named(fit, textOf(fit));
}

function textOf(fit: Fit): string {
  return `${JSON.stringify(fit)}\n`;
}

function named(fit: Fit, text: string): NamedFit {
  const dataset = fit.fittedOn.dataset.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { ...fit, name: `${dataset.replaceAll(/^-|-$/g, "") || "dataset"}-${digest}` };
}
