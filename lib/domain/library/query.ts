import { z } from "zod";
import { phaseSchema } from "../phase-schema";

/** Difficulty in three parts: the share of answers that were no hardcore hit. */
export const DIFFICULTY_BANDS = {
  easy: { from: 0, to: 0.3 },
  medium: { from: 0.3, to: 0.7 },
  hard: { from: 0.7, to: 1 },
} as const;

export const libraryOrderSchema = z.enum(["frame", "hardest", "easiest", "answers", "newest"]);
export type LibraryOrder = z.infer<typeof libraryOrderSchema>;

const idOr = <T extends string>(word: T) => z.union([z.uuid(), z.literal(word)]);

/** Which cases of the library are asked for, and in what order. What it doesn't understand is left out. */
export const libraryQuerySchema = z.object({
  order: libraryOrderSchema.catch("frame"),
  /** Words of the rationale, as people type them into a search: "quoted", -without, or. */
  text: z.string().trim().max(200).nullable().catch(null),
  dataset: z.uuid().nullable().catch(null),
  video: z.uuid().nullable().catch(null),
  phase: phaseSchema.nullable().catch(null),
  split: z.enum(["train", "test", "none"]).nullable().catch(null),
  /** medium holds both its ends. unmeasured: nobody has answered it. */
  difficulty: z.enum(["easy", "medium", "hard", "unmeasured"]).nullable().catch(null),
  /** A model run; with `outcome`, how it did. */
  run: z.uuid().nullable().catch(null),
  outcome: z.enum(["hit", "miss", "none"]).nullable().catch(null),
  /** Its reference is questioned, or readers were often sure and wrong. */
  contested: z.enum(["yes", "no"]).nullable().catch(null),
  /** It is offered to nobody any more. */
  retired: z.enum(["yes", "no"]).nullable().catch(null),
  /** A set that uses it, or none. */
  set: idOr("none").nullable().catch(null),
});
export type LibraryQuery = z.infer<typeof libraryQuerySchema>;

export const PLAIN_LIBRARY_QUERY: LibraryQuery = {
  order: "frame",
  text: null,
  dataset: null,
  video: null,
  phase: null,
  split: null,
  difficulty: null,
  run: null,
  outcome: null,
  contested: null,
  retired: null,
  set: null,
};

/** Reads a query from an address. */
export function readLibraryQuery(params: URLSearchParams): LibraryQuery {
  return libraryQuerySchema.parse(
    Object.fromEntries(Object.keys(PLAIN_LIBRARY_QUERY).map((name) => [name, params.get(name) || null])),
  );
}

/** The address of a query: empty for the plain one. */
export function writeLibraryQuery(query: LibraryQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value && value !== PLAIN_LIBRARY_QUERY[name as keyof LibraryQuery]) params.set(name, value);
  }
  return params;
}

/** Whether a query leaves any case out. */
export function isFiltered(query: LibraryQuery): boolean {
  return writeLibraryQuery({ ...query, order: "frame" }).size > 0;
}
