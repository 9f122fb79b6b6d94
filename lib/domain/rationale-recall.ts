import type { RationalePart } from "./rationale";

/**
 * What an entity of a rationale is (paper, section 4.1.2, "Reasoning Reward"): a structure of the operative field,
 * something that is done, or something that must not happen.
 */
export type EntityKind = "target" | "action" | "constraint";

/** Where something stands in a text, in UTF-16 units, as `String.prototype.slice` counts. */
export type Span = readonly [start: number, end: number];

/** An entity that a reference names, and whether a reader named it too. */
export type RecalledEntity = {
  readonly kind: EntityKind;
  /** The one name it goes by, however it was put: "common bile duct", "clear of the cystic plate". */
  readonly name: string;
  readonly shared: boolean;
  readonly referenceSpans: readonly Span[];
  /** Empty unless it is shared. */
  readonly readerSpans: readonly Span[];
};

/** The entities of each part of a reference rationale, in the order in which it names them. */
export type RationaleRecall = Readonly<Record<RationalePart, readonly RecalledEntity[]>>;

/** The share of the entities that the reader named, 0 to 1; null where the reference names none. */
export function shareRecalled(entities: readonly Pick<RecalledEntity, "shared">[]): number | null {
  if (entities.length === 0) return null;
  return entities.filter(({ shared }) => shared).length / entities.length;
}
