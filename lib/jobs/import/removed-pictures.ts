import type { Database } from "@/lib/db/client";
import { certain, text, texts, timestamp } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { dayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import type { CasePlan } from "./plan-case";

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
