import type { Database } from "../../db/client";
import { certain, float, text, timestamp, uuid } from "../../db/columns";
import { constant, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { MOST_GRADE } from "../../domain/lti/grade";
import { SCOPES } from "../../domain/lti/launch";
import { HIT_IOU } from "../../domain/scoring/thresholds";
import { t } from "../../language/t";
import { isOver } from "../../sql/attempts";
import { isExam } from "../../sql/modes";
import { span } from "../../sql/time";
import { putDeliveries } from "../outbox/put-deliveries";

/** Scores of assignments that began so long ago change no more. */
const followed = span(2 * 366 * 24 * 60 * 60 * 1000);

/**
 * After it was looked at, a link is left alone for this part of the time since somebody opened it or a grade changed, and for so
 * long at least and at most: where a class is at work grades come in seconds, and nobody pays for those of last year.
 */
const PART_OF_QUIET = constant(float, 1 / 20);
const [shortest, longest] = [span(3_000), span(5 * 60_000)];

const most = constant(float, MOST_GRADE);

// What is so is held against what a platform was told last: answers, decided disputes, another version of the metric, a release
// by hand or by the clock all come to the same, and nothing that changes a score has to know of platforms.
const changedGrades = statement({
  name: "changed-lti-grades",
  params: { now: timestamp },
  row: {
    linkId: certain(uuid),
    userId: certain(uuid),
    connectionId: certain(uuid),
    assignment: certain(text),
  },
  sql: `WITH told AS MATERIALIZED (
      SELECT l.id, l.connection_id, a.id AS assignment_id, a.name, a.mode, p.grade,
        (SELECT count(*) FROM assignment_item i WHERE i.assignment_id = a.id) AS asked
      FROM lti_link l
      JOIN connection c ON c.id = l.connection_id AND c.kind = 'lti' AND c.enabled_at IS NOT NULL
      JOIN lti_template p ON p.id = l.template_id
      JOIN assignment a ON a.id = l.assignment_id AND a.results_released_at <= $now AND a.opens_at > $now - ${followed}
      WHERE l.look_at <= $now AND l.scopes ? '${SCOPES.score}'
    ), first AS (
      SELECT DISTINCT ON (o.id, t.user_id, t.case_id) o.id AS link_id, t.user_id, ${isOver("$now")} AS over,
        t.phase_correct, coalesce(t.iou, 0) AS iou
      FROM told o
      JOIN assignment_reader r ON r.assignment_id = o.assignment_id
      JOIN assignment_item i ON i.assignment_id = o.assignment_id
      JOIN attempt t ON t.assignment_id = o.assignment_id AND t.case_id = i.case_id AND t.user_id = r.user_id
      ORDER BY o.id, t.user_id, t.case_id, t.ordinal
    ), summed AS (
      SELECT link_id, user_id, count(*) FILTER (WHERE over) AS answered,
        count(*) FILTER (WHERE over AND phase_correct AND iou >= ${constant(float, HIT_IOU)}) AS hits,
        coalesce(sum(iou) FILTER (WHERE over), 0) AS iou
      FROM first GROUP BY link_id, user_id
    ), truth AS (
      SELECT s.link_id, s.user_id, round((CASE o.grade
          WHEN 'hits' THEN ${most} * s.hits / o.asked
          WHEN 'iou' THEN ${most} * s.iou / o.asked
          WHEN 'finished' THEN CASE WHEN s.answered >= o.asked THEN ${most} ELSE 0 END
        END)::numeric, 4)::float8 AS score
      FROM summed s JOIN told o ON o.id = s.link_id
      WHERE o.asked > 0 AND (s.answered >= o.asked OR ${isExam("o.mode")})
    ), changed AS (
      INSERT INTO lti_grade (link_id, user_id, score)
      SELECT x.link_id, x.user_id, x.score FROM truth x
      LEFT JOIN lti_grade g ON g.link_id = x.link_id AND g.user_id = x.user_id
      WHERE x.score IS NOT NULL AND g.score IS DISTINCT FROM x.score
      ORDER BY x.link_id, x.user_id
      ON CONFLICT (link_id, user_id) DO UPDATE SET score = excluded.score WHERE lti_grade.score <> excluded.score
      RETURNING link_id, user_id
    ), looked AS (
      UPDATE lti_link l SET
        stirred_at = CASE WHEN s.stirs THEN $now ELSE l.stirred_at END,
        look_at = $now + CASE WHEN s.stirs THEN ${shortest}
          ELSE least(${longest}, greatest(${shortest}, ($now - l.stirred_at) * ${PART_OF_QUIET})) END
      FROM (SELECT o.id, EXISTS (SELECT FROM changed k WHERE k.link_id = o.id) AS stirs FROM told o) s
      WHERE l.id = s.id
    )
    SELECT k.link_id AS "linkId", k.user_id AS "userId", o.connection_id AS "connectionId", o.name AS assignment
    FROM changed k JOIN told o ON o.id = k.link_id`,
});

/**
 * Puts down which grades platforms are to be told: of who has answered all cases, and of who took part in an exam, once results
 * are released; again when one changes.
 *
 * @returns how many
 */
export async function putDueGrades(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const changed = await tx.all(changedGrades, { now });
    await putDeliveries(
      tx,
      now,
      changed.map(({ linkId, userId, connectionId, assignment }) => ({
        connectionId,
        subject: `grade ${linkId} ${userId}`,
        userId,
        title: t`Grade in ${assignment}`,
        payload: { linkId },
      })),
    );
    return changed.length;
  });
}
