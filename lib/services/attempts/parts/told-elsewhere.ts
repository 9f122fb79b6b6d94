import { boolean, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { countedAt, isScored, toldAttempt } from "@/lib/sql/attempts";
import { casesOfSamePicture } from "@/lib/sql/visibility";

/**
 * Whether the reader of an attempt was told the answer to its picture since its phase was locked: another attempt of theirs
 * at it, or at a double of it, has its reveal from then on.
 */
export const toldElsewhere = statement({
  name: "told-elsewhere",
  params: { attemptId: uuid, now: timestamp },
  row: { told: boolean },
  sql: `SELECT EXISTS (
      SELECT FROM attempt l
      JOIN attempt t ON t.user_id = l.user_id AND t.id <> l.id AND t.case_id IN ${casesOfSamePicture("ARRAY[l.case_id]")}
      WHERE l.id = $attemptId AND ${isScored("$now")} AND ${toldAttempt("$now")} AND ${countedAt} >= l.locked_at
    ) AS told`,
});
