import type { Database } from "@/lib/db/client";
import { certain, text, texts, timestamp } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { LONGEST_CLIP_US } from "@/lib/domain/clips/clip";
import { dayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import { nameKey } from "@/lib/resgo/plain-text";
import { error, type Problem } from "@/lib/resgo/problem";
import type { Sample } from "@/lib/resgo/read-bundle";
import type { CasePlan } from "./plan-case";
import type { StoredCase, StoredDataset } from "./stored-dataset";

const removedAmong = statement({
  name: "removed-among",
  params: { hashes: texts },
  row: { sha256: text, removed_at: certain(timestamp), removed_because: certain(text) },
  sql: `SELECT sha256, removed_at, removed_because FROM frame
    WHERE removed_at IS NOT NULL AND sha256 = ANY($hashes)`,
});

/**
 * Loads which of the pictures of an import were removed for good. What it gives refuses those, before they are stored: the
 * same file is never taken in again, whatever it is called.
 */
export async function refuseRemoved(
  db: Database,
  plans: readonly CasePlan[],
): Promise<(plan: CasePlan) => void> {
  const hashes = [...new Set(plans.map(({ sample }) => sample.picture.sha256))];
  const rows = await db.all(removedAmong, { hashes });
  const removed = new Map(rows.map((row) => [row.sha256, row]));
  return ({ sample }) => {
    const row = removed.get(sample.picture.sha256);
    if (!row) return;
    const day = dayInWords(row.removed_at, "UTC");
    throw new BundleError(
      t`This picture was removed for good on ${day} (${row.removed_because}). It is not taken in again.`,
    );
  };
}

const removedClipsAmong = statement({
  name: "removed-clips-among",
  params: { hashes: texts },
  row: { sha256: text },
  sql: "SELECT DISTINCT sha256 FROM clip WHERE removed_at IS NOT NULL AND sha256 = ANY($hashes)",
});

/**
 * Leaves out the clips that were removed with a picture, and those that would show one that was: its frame came in the last
 * seconds before their end. Their own frames come in without them.
 */
export async function withoutRemovedClips(
  db: Database,
  samples: readonly Sample[],
  stored: StoredDataset,
): Promise<{ samples: Sample[]; problems: Problem[] }> {
  const hashes = samples.flatMap(({ clip }) => clip?.sha256 ?? []);
  const removed = new Set((await db.all(removedClipsAmong, { hashes })).map(({ sha256 }) => sha256));
  const gone = [...stored.cases.values()].filter((each) => each.removed && each.timeUs !== null);
  const problems: Problem[] = [];
  const left = samples.map((sample): Sample => {
    const { video, frame, timeUs, clip } = sample;
    const showsRemoved = (each: StoredCase): boolean =>
      timeUs !== null &&
      nameKey(each.video) === nameKey(video) &&
      each.timeUs! <= timeUs &&
      each.timeUs! >= timeUs - LONGEST_CLIP_US;
    if (!clip || !(removed.has(clip.sha256) || gone.some(showsRemoved))) return sample;
    const what = t`its clip shows a picture that was removed for good. It is not taken in.`;
    problems.push(error({ file: clip.file }, t`${video}, frame ${frame}: ${what}`));
    return { ...sample, clip: null };
  });
  return { samples: left, problems };
}
