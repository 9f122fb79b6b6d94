import { distinctBoxes } from "@/lib/domain/geometry";
import { sameRegions } from "@/lib/domain/no-go/region";
import { RATIONALE_PARTS } from "@/lib/domain/rationale";
import { plainText } from "@/lib/domain/text/plain-text";
import type { Sample } from "@/lib/resgo/read-bundle";
import type { Publication, StoredCase, StoredDataset } from "./stored-dataset";

/** What is to be done about a sample. */
export type CasePlan = {
  readonly sample: Sample;
  readonly stored: StoredCase | null;
  readonly fate: "new" | "changed" | "unchanged";
  /** Whether the case gets a version: its reference or its picture is another than before. */
  readonly newVersion: boolean;
  readonly publication: Publication;
};

/**
 * Compares a sample with what is stored of it.
 *
 * Incomplete samples are drafts. Complete ones are published, unless the import is held back (`draft`): then the
 * dataset's own state does that, and where it is published already, what is new stays a draft.
 */
export function planCase(
  sample: Sample,
  stored: StoredCase | null,
  dataset: StoredDataset,
  draft: boolean,
): CasePlan {
  const heldBack = draft && dataset.publication === "published";
  let publication: Publication = "published";
  if (!sample.complete) publication = "draft";
  else if (heldBack) publication = stored?.publication ?? "draft";
  const newVersion = stored === null || differs(sample, stored);
  const changed = newVersion || publication !== stored?.publication || tellsMore(sample, stored);
  const fate = stored === null ? "new" : changed ? "changed" : "unchanged";
  return { sample, stored, fate, newVersion, publication };
}

/** Whether its time or its clip is another than what is stored. One that a bundle doesn't have stays as it was. */
function tellsMore({ timeUs, clip }: Sample, stored: StoredCase): boolean {
  return (
    (timeUs !== null && timeUs !== stored.timeUs) || (clip !== null && clip.sha256 !== stored.clipSha256)
  );
}

function differs(sample: Sample, stored: StoredCase): boolean {
  return (
    sample.picture.sha256 !== stored.sha256 ||
    sample.phase !== stored.phase ||
    // What was written before texts were stored in one form differs by its form alone.
    JSON.stringify(sample.boxes) !== JSON.stringify(distinctBoxes(stored.boxes)) ||
    !sameRegions(sample.noGo, stored.noGo) ||
    RATIONALE_PARTS.some((part) => sample.rationale[part] !== plainText(stored[part]))
  );
}
