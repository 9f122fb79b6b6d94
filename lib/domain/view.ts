import { z } from "zod";

/** What a schema of an answer reads, for reading alone: all the way down. */
export type View<Schema extends z.ZodType> = ReadonlyDeep<z.output<Schema>>;

/** What a schema of a request takes. The service still parses it: the types of what came by HTTP are only said. */
export type Input<Schema extends z.ZodType> = ReadonlyDeep<z.input<Schema>>;

/** The same as an address has it: text, of which the schema makes what it can. */
export type Written<Schema extends z.ZodType> = {
  readonly [Name in keyof z.input<Schema>]?:
    | ReadonlyDeep<z.input<Schema>[Name]>
    | string
    | readonly string[]
    | null
    | undefined;
};

type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;

/** An id as answers have it: taken as it stands. */
export const idSchema = z.string().meta({ format: "uuid" });

/** A moment as answers have it, in ISO 8601: taken as it stands. */
export const momentSchema = z.string().meta({ format: "date-time" });

/**
 * One of some words in an answer, or a word that only a newer server knows: that one is kept as it is, since to show
 * another in its place would be wrong. Its type is that of the known ones, so whoever has names for them shows an
 * unknown one by itself (`nameOf`).
 */
export function open<Schema extends z.ZodType<string>>(known: Schema): z.ZodType<z.output<Schema>> {
  return z.union([known, z.string()]) as unknown as z.ZodType<z.output<Schema>>;
}
