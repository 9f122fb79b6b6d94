import type { Box } from "../geometry";
import { RATIONALE_PARTS, type Rationale } from "../rationale";

type Said = {
  readonly phase: string | null;
  readonly boxes: readonly Box[];
  readonly rationale: Rationale;
};

/**
 * Whether a reference's phase or zones change and none of its texts do: then they may describe what stands no more. Empty
 * texts, of which there is nothing to describe, don't.
 */
export function leavesTexts(before: Said, after: Said): boolean {
  if (RATIONALE_PARTS.some((part) => before.rationale[part].trim() !== after.rationale[part].trim()))
    return false;
  if (RATIONALE_PARTS.every((part) => before.rationale[part].trim() === "")) return false;
  return before.phase !== after.phase || JSON.stringify(before.boxes) !== JSON.stringify(after.boxes);
}
