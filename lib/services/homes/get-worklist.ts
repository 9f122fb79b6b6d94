import { may } from "../../auth/policy";
import { boolean, float, integer, maybe, nullable, text, timestamp, uuid } from "../../db/columns";
import { constant, type RowOf, statement } from "../../db/statement";
import type { RunningAssignment, Worklist } from "../../domain/homes/views";
import { REASON_FROM } from "../../domain/items/main-reason";
import { HIT_IOU } from "../../domain/scoring/thresholds";
import { isOver } from "../../sql/attempts";
import { frameVersionColumn } from "../../sql/cases";
import { isExam } from "../../sql/modes";
import { iouColumn } from "../../sql/outcomes";
import { span } from "../../sql/time";
import { mode } from "../../sql/types";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** So many assignments stand on a home; their own page has all of them. */
const MOST_RUNNING = 8;
const MOST_REPLIES = 5;
const MOST_WITH_LATE = 5;
/** What never closes is called running for so long after it was due. */
const ENDLESS_FOR_MS = 60 * 24 * 60 * 60 * 1000;

// Chosen first: readers, answers and the hardest case are looked for in those that are shown alone.
const runningAssignments = statement({
  name: "running-assignments",
  params: { institutionId: uuid, now: timestamp },
  row: {
    id: uuid,
    name: text,
    mode,
    due_at: nullable(timestamp),
    closes_at: nullable(timestamp),
    is_open: boolean,
    n: integer,
    readers: integer,
    done: integer,
    not_begun: integer,
    ...maybe({
      case_id: uuid,
      video: text,
      frame: integer,
      frame_version: text,
      answers: integer,
      hits: integer,
    }),
  },
  sql: `SELECT page.id, page.name, page.mode, page.due_at, page.closes_at, page.is_open, page.n, r.readers, r.done, r.not_begun,
      h.case_id, h.video, h.frame, h.frame_version, h.answers, h.hits
    FROM (
      SELECT a.id, a.name, a.mode, a.due_at, a.closes_at, e.is_open, count(*) OVER ()::int AS n,
        row_number() OVER (ORDER BY e.is_open, coalesce(a.due_at, a.closes_at), a.id) AS place,
        (SELECT count(*) FROM assignment_item i WHERE i.assignment_id = a.id) AS cases
      FROM assignment a
      CROSS JOIN LATERAL (
        SELECT coalesce(greatest(a.closes_at, (
          SELECT max(x.extended_until) FROM assignment_reader x WHERE x.assignment_id = a.id AND a.closes_at IS NOT NULL
        )) > $now, true) AS is_open
      ) e
      WHERE a.institution_id = $institutionId AND a.opens_at <= $now
        AND CASE WHEN ${isExam("a.mode")} THEN a.results_released_at IS NULL OR a.results_released_at > $now ELSE e.is_open END
        AND (a.closes_at IS NOT NULL OR coalesce(a.due_at, a.opens_at) > $now - ${span(ENDLESS_FOR_MS)})
      ORDER BY e.is_open, coalesce(a.due_at, a.closes_at), a.id LIMIT ${MOST_RUNNING}
    ) page
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS readers, count(*) FILTER (WHERE d.answered >= page.cases)::int AS done,
        count(*) FILTER (WHERE page.is_open AND ar.begun_at IS NULL AND d.answered IS NULL
          AND u.deactivated_at IS NULL)::int AS not_begun
      FROM assignment_reader ar
      JOIN "user" u ON u.id = ar.user_id
      LEFT JOIN (
        SELECT t.user_id, count(DISTINCT t.case_id) FILTER (WHERE ${isOver("$now")}) AS answered FROM attempt t
        WHERE t.assignment_id = page.id GROUP BY t.user_id
      ) d ON d.user_id = ar.user_id
      WHERE ar.assignment_id = page.id AND ar.excused_at IS NULL
    ) r
    LEFT JOIN LATERAL (
      SELECT k.case_id, vi.name AS video, c.frame_number AS frame, ${frameVersionColumn}, k.answers, k.hits
      FROM (
        SELECT t.case_id, count(*)::int AS answers,
          count(*) FILTER (WHERE t.phase_correct AND ${iouColumn} >= ${constant(float, HIT_IOU)})::int AS hits
        FROM attempt t JOIN assignment_reader ar ON ar.assignment_id = t.assignment_id AND ar.user_id = t.user_id
        WHERE t.assignment_id = page.id AND t.ordinal = 1 AND ar.excused_at IS NULL AND ${isOver("$now")}
        GROUP BY t.case_id HAVING count(*) >= ${constant(integer, REASON_FROM)}
      ) k
      JOIN "case" c ON c.id = k.case_id
      JOIN video vi ON vi.id = c.video_id
      JOIN case_version v ON v.id = c.current_version_id
      JOIN frame f ON f.id = v.frame_id
      WHERE k.hits < k.answers
      ORDER BY k.hits::float8 / k.answers, k.answers DESC, k.case_id LIMIT 1
    ) h ON true
    ORDER BY page.place`,
});

const questionsThatWait = statement({
  name: "questions-that-wait",
  params: { institutionId: uuid, actorId: uuid },
  row: { questions: integer, cases: integer, since: nullable(timestamp) },
  sql: `SELECT count(*)::int AS questions, count(DISTINCT s.case_id)::int AS cases, min(s.created_at) AS since
    FROM dispute s JOIN "case" c ON c.id = s.case_id JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    WHERE s.status = 'open' AND d.institution_id = $institutionId AND s.reader_id <> $actorId`,
});

// As the results list them.
const lateAnswersThatWait = statement({
  name: "late-answers-that-wait",
  params: { institutionId: uuid },
  row: { id: uuid, name: text, n: integer, total: integer },
  sql: `SELECT a.id, a.name, count(*)::int AS n, (sum(count(*)) OVER ())::int AS total
    FROM late_answer l
    JOIN assignment a ON a.id = l.assignment_id
    JOIN assignment_reader ar ON ar.assignment_id = l.assignment_id AND ar.user_id = l.user_id
    JOIN assignment_item i ON i.assignment_id = l.assignment_id AND i.case_id = l.case_id
    WHERE l.taken IS NULL AND a.institution_id = $institutionId
    GROUP BY a.id ORDER BY min(l.arrived_at), a.id LIMIT ${MOST_WITH_LATE}`,
});

// lib/domain/authoring/step.ts as SQL: who has which duty, and nobody about their own work.
const authoringThatWaits = statement({
  name: "authoring-that-waits",
  params: { institutionId: uuid, actorId: uuid },
  row: { annotate: integer, check: integer, review: integer },
  sql: `SELECT count(*) FILTER (WHERE s.step = 'annotating' AND y.annotates)::int AS annotate,
      count(*) FILTER (WHERE s.step = 'checking' AND y.checks AND n.author_id <> $actorId)::int AS check,
      count(*) FILTER (WHERE s.step = 'reviewing' AND y.judges AND n.author_id <> $actorId AND NOT EXISTS (
        SELECT 1 FROM annotation_verdict w
        WHERE w.annotation_id = n.id AND w.judge_id = $actorId AND w.step = 'reviewing' AND w.agrees
      ))::int AS review
    FROM (
      SELECT y.dataset_id, bool_or(y.duty = 'annotator') AS annotates, bool_or(y.duty = 'checker') AS checks,
        bool_or(y.duty = 'chief') AS judges
      FROM dataset_duty y JOIN dataset d ON d.id = y.dataset_id
      WHERE y.user_id = $actorId AND d.institution_id = $institutionId GROUP BY y.dataset_id
    ) y
    JOIN video vi ON vi.dataset_id = y.dataset_id
    JOIN "case" c ON c.video_id = vi.id
    LEFT JOIN authoring a ON a.case_id = c.id
    LEFT JOIN annotation n ON n.id = a.current_id
    CROSS JOIN LATERAL (SELECT coalesce(a.step, 'annotating') AS step) s
    WHERE c.publication = 'draft' OR a.case_id IS NOT NULL`,
});

const repliesThatWait = statement({
  name: "replies-that-wait",
  params: { actorId: uuid },
  row: { id: uuid, text, href: text, created_at: timestamp, n: integer },
  sql: `SELECT id, text, href, created_at, count(*) OVER ()::int AS n FROM notice
    WHERE user_id = $actorId AND read_at IS NULL AND kind = 'comment.answer'
    ORDER BY created_at DESC, id LIMIT ${MOST_REPLIES}`,
});

/** What runs and what waits for somebody who assigns, decides on questions and makes cases. One statement each. */
export async function getWorklist({ actor, db, now }: Context): Promise<Result<Worklist>> {
  if (!may(actor, "assign")) return notFound("page");
  const { id: actorId, institutionId } = actor;
  const [running, questions, late, authoring, replies] = await Promise.all([
    db.all(runningAssignments, { institutionId, now }),
    db.get(questionsThatWait, { institutionId, actorId }),
    db.all(lateAnswersThatWait, { institutionId }),
    db.get(authoringThatWaits, { institutionId, actorId }),
    db.all(repliesThatWait, { actorId }),
  ]);
  return succeed({
    timeZone: actor.timeZone,
    running: running.map(toRunning),
    runningCount: running[0]?.n ?? 0,
    questions: {
      n: questions.questions,
      cases: questions.cases,
      since: questions.since?.toISOString() ?? null,
    },
    lateAnswers: late.map(({ id, name, n }) => ({ assignmentId: id, name, n })),
    lateAnswerCount: late[0]?.total ?? 0,
    authoring,
    replies: replies.map(({ id, text: words, href, created_at: at }) => ({
      id,
      text: words,
      href,
      at: at.toISOString(),
    })),
    replyCount: replies[0]?.n ?? 0,
  });
}

function toRunning(row: RowOf<typeof runningAssignments>): RunningAssignment {
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    dueAt: row.due_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    isOpen: row.is_open,
    readers: row.readers,
    done: row.done,
    notBegun: row.not_begun,
    hardest:
      row.case_id === null
        ? null
        : {
            caseId: row.case_id,
            video: row.video!,
            frame: row.frame!,
            frameVersion: row.frame_version!,
            n: row.answers!,
            hits: row.hits!,
          },
  };
}
