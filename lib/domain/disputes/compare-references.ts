import { t } from "@/lib/language/t";
import type { Box } from "../geometry";
import { RATIONALE_PARTS, rationaleLabels } from "../rationale";
import type { NewReference } from "./input";

const sameBoxes = (a: readonly Box[], b: readonly Box[]): boolean =>
  a.length === b.length && a.every((box, i) => box.every((edge, side) => edge === b[i]?.[side]));

const zonesWords = (n: number): string => (n === 1 ? t`one zone` : t`${n} zones`);

/** What a new reference has that the one before has not, each in a few words; nothing where they are the same. */
export function compareReferences(before: NewReference, after: NewReference): readonly string[] {
  const changes: string[] = [];
  if (before.phase !== after.phase) {
    changes.push(`phase ${before.phase} to ${after.phase}`);
  }
  if (!sameBoxes(before.boxes, after.boxes)) {
    const [from, to] = [before.boxes.length, after.boxes.length].map(zonesWords);
    changes.push(from === to ? `${to} redrawn` : `${from} to ${to}`);
  }
  for (const part of RATIONALE_PARTS) {
    if (before.rationale[part] !== after.rationale[part]) {
      changes.push(`${rationaleLabels[part].toLowerCase()} rewritten`);
    }
  }
  return changes;
}
