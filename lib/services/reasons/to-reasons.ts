import { z } from "zod";
import { certain, jsonOf, type ValuesOf } from "../../db/columns";
import type { Rationale } from "../../domain/rationale";
import { REASON_PARTS, type ReasonSide } from "../../domain/reasons/reason";
import type { ShownReason } from "../../domain/reasons/views";
import { recallRationale } from "../../recall/recall-rationale";
import { reasonColumns, reasonRow } from "../../sql/reasons";
import { reasonGrade, reasonPart, reasonSide } from "../../sql/types";
import { toShownMarks } from "./parts/shown-marks";

/** What the reader of an attempt `t` wrote before the reveal, and its marks by both sides. */
export const markedReasonColumns = `${reasonColumns}, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('part', m.part, 'side', m.side, 'grade', m.grade)), '[]')
      FROM reason_mark m WHERE m.attempt_id = t.id
    ) AS marks`;

export const markedReasonRow = {
  ...reasonRow,
  marks: certain(jsonOf(z.array(z.object({ part: reasonPart, side: reasonSide, grade: reasonGrade })))),
};

/**
 * A reader's words beside the reference's, with the marks as `side` may see them. The caller has seen to it that who looks
 * may see the reference.
 */
export function toReasons(
  row: ValuesOf<typeof markedReasonRow>,
  reference: Rationale,
  side: ReasonSide,
): readonly ShownReason[] {
  const words = { nextAction: row.own_next_action ?? "", criticalRisk: row.own_critical_risk ?? "" };
  const written = REASON_PARTS.filter((part) => words[part]);
  if (written.length === 0) return [];
  const recall = recallRationale(reference, { location: "", exposure: "", ...words });
  return written.map((part) => ({
    part,
    words: words[part],
    recall: recall[part],
    ...toShownMarks(
      row.marks.filter((mark) => mark.part === part),
      side,
    ),
  }));
}
