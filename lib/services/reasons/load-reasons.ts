import { uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { Rationale } from "../../domain/rationale";
import { REASON_PARTS, type ReasonSide } from "../../domain/reasons/reason";
import type { ShownReason } from "../../domain/reasons/views";
import { recallRationale } from "../../recall/recall-rationale";
import type { ReasonRow } from "../../sql/reasons";
import { reasonGrade, reasonPart, reasonSide } from "../../sql/types";
import { toShownMarks } from "./parts/shown-marks";

const marksOfAttempt = statement({
  name: "marks-of-attempt",
  params: { attemptId: uuid },
  row: { part: reasonPart, side: reasonSide, grade: reasonGrade },
  sql: "SELECT part, side, grade FROM reason_mark WHERE attempt_id = $attemptId",
});

/**
 * A reader's words beside the reference's, with the marks as `side` may see them. The caller has seen to it that who looks
 * may see the reference.
 */
export async function loadReasons(
  db: Queryable,
  attemptId: string,
  row: ReasonRow,
  reference: Rationale,
  side: ReasonSide,
): Promise<readonly ShownReason[]> {
  const words = { nextAction: row.own_next_action ?? "", criticalRisk: row.own_critical_risk ?? "" };
  const written = REASON_PARTS.filter((part) => words[part]);
  if (written.length === 0) return [];
  const marks = await db.all(marksOfAttempt, { attemptId });
  const recall = recallRationale(reference, { location: "", exposure: "", ...words });
  return written.map((part) => ({
    part,
    words: words[part],
    recall: recall[part],
    ...toShownMarks(
      marks.filter((mark) => mark.part === part),
      side,
    ),
  }));
}
