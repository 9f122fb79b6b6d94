import { z } from "zod";
import { LONGEST_REGION_NAME } from "../no-go/region";
import { plainName, plainText } from "../text/plain-text";

/** What becomes of a category of a set: Go Zones, No-Go regions of a name (null: without one), or nothing. */
const takenAsSchema = z.union([
  z.literal("go zone"),
  z.literal("leave out"),
  z.strictObject({ noGo: z.string().overwrite(plainName).max(LONGEST_REGION_NAME).nullable() }),
]);
export type TakenAs = z.infer<typeof takenAsSchema>;

/** What a phase of a set is here; the frames of one that is left out are left out. */
const phaseAsSchema = z.enum(["A", "B", "C", "D", "leave out"]);
export type PhaseAs = z.infer<typeof phaseAsSchema>;

const name = z.string().min(1).max(300);

/** The terms under which a set may be used. */
export const termsSchema = z.strictObject({
  licence: z.string().overwrite(plainName).max(2_000).optional(),
  citation: z.string().overwrite(plainText).max(20_000).optional(),
  /** Whether the terms allow to hand it on; false: an export says that they don't. */
  sharing: z.boolean().optional(),
});
export type Terms = z.infer<typeof termsSchema>;

/** Regions of a mask with fewer pixels than this are left out where they would be Go Zones: specks of a brush. */
export const SMALLEST_ZONE = 100;

/** How many numbers the names of frames count a second. */
export const frameRateSchema = z.number().positive().max(1_000);

/** How a set that others made is read: which of its categories and phases are what here (docs/sources.md). */
export const sourceMapSchema = termsSchema.extend({
  /** Of the dataset. */
  name: z.string().overwrite(plainName).min(1).max(200).optional(),
  categories: z.record(name, takenAsSchema).default({}),
  phases: z.record(name, phaseAsSchema).default({}),
  /** How many numbers the frames' names count a second; left out: as many as their tracks of phases. */
  frameRate: frameRateSchema.optional(),
  /** Which split its own splits are; false: none. */
  splits: z.union([z.literal(false), z.record(name, z.enum(["train", "test"]))]).optional(),
  /** In pixels. */
  smallestZone: z.int().min(0).max(1_000_000).default(SMALLEST_ZONE),
});
export type SourceMap = z.output<typeof sourceMapSchema>;

/** What keeps something from being a map, as a text of the schema's own; the map where nothing does. */
export function readSourceMap(value: unknown): { readonly map: SourceMap } | { readonly problem: string } {
  const parsed = sourceMapSchema.safeParse(value);
  if (parsed.success) return { map: parsed.data };
  const issue = parsed.error.issues[0]!;
  return { problem: [...issue.path, issue.message].join(": ") };
}
