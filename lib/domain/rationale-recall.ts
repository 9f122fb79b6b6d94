import { z } from "zod";
import { open, type View } from "./view";

/**
 * What an entity of a rationale is (paper, section 4.1.2, "Reasoning Reward"): a structure of the operative field,
 * something that is done, or something that must not happen.
 */
const entityKindSchema = z.enum(["target", "action", "constraint"]);
export type EntityKind = z.infer<typeof entityKindSchema>;

/** Where something stands in a text, in UTF-16 units, as `String.prototype.slice` counts. */
export type Span = readonly [start: number, end: number];
const spansSchema = z.array(z.tuple([z.int(), z.int()]));

/** An entity that a reference names, and whether a reader named it too. */
export const recalledEntitySchema = z.object({
  kind: open(entityKindSchema),
  /** The one name it goes by, however it was put: "common bile duct", "clear of the cystic plate". */
  name: z.string(),
  shared: z.boolean(),
  referenceSpans: spansSchema,
  /** Empty unless it is shared. */
  readerSpans: spansSchema,
});
export type RecalledEntity = View<typeof recalledEntitySchema>;

/** The entities of each part of a reference rationale, in the order in which it names them. */
export const rationaleRecallSchema = z.object({
  location: z.array(recalledEntitySchema),
  exposure: z.array(recalledEntitySchema),
  nextAction: z.array(recalledEntitySchema),
  criticalRisk: z.array(recalledEntitySchema),
});
export type RationaleRecall = View<typeof rationaleRecallSchema>;

/** The share of the entities that the reader named, 0 to 1; null where the reference names none. */
export function shareRecalled(entities: readonly Pick<RecalledEntity, "shared">[]): number | null {
  if (entities.length === 0) return null;
  return entities.filter(({ shared }) => shared).length / entities.length;
}
