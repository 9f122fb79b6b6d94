import type { Box } from "../geometry";
import { sameRegions } from "../no-go/region";
import { RATIONALE_PARTS } from "../rationale";
import type { NewReference } from "./input";

const sameBoxes = (a: readonly Box[], b: readonly Box[]): boolean =>
  a.length === b.length && a.every((box, i) => box.every((edge, side) => edge === b[i]?.[side]));

/** Whether a new reference says what the one before says, to the last digit and letter. */
export function sameReference(before: NewReference, after: NewReference): boolean {
  return (
    before.phase === after.phase &&
    sameBoxes(before.boxes, after.boxes) &&
    sameRegions(before.noGo, after.noGo) &&
    RATIONALE_PARTS.every((part) => before.rationale[part] === after.rationale[part])
  );
}
