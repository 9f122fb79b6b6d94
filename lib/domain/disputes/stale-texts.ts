import type { Box } from "../geometry";
import { type NoGoRegion, sameRegions } from "../no-go/region";
import { RATIONALE_PARTS, type Rationale } from "../rationale";
import { plainText } from "../text/plain-text";

type Said = {
  readonly phase: string | null;
  readonly boxes: readonly Box[];
  readonly noGo: readonly NoGoRegion[];
  readonly rationale: Rationale;
};

/**
 * Whether a reference's phase, zones or No-Go regions change and none of its texts do: then they may describe what stands no more. Empty
 * texts, of which there is nothing to describe, don't.
 */
export function leavesTexts(before: Said, after: Said): boolean {
  if (RATIONALE_PARTS.some((part) => plainText(before.rationale[part]) !== plainText(after.rationale[part])))
    return false;
  if (RATIONALE_PARTS.every((part) => plainText(before.rationale[part]) === "")) return false;
  return (
    before.phase !== after.phase ||
    JSON.stringify(before.boxes) !== JSON.stringify(after.boxes) ||
    !sameRegions(before.noGo, after.noGo)
  );
}
