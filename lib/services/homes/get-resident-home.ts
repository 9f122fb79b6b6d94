import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { canAnswer } from "../../domain/assignments/schedule";
import type { DueAssignment } from "../../domain/assignments/views";
import { zoneEndsAt } from "../../domain/attempts/state";
import type { ResidentHome, UnfinishedAttempt } from "../../domain/homes/views";
import { isOver } from "../../sql/attempts";
import { mode } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import { listDue } from "../assignments/list-due";
import type { Context } from "../context";
import { getHistory } from "../progress/get-history";
import { getProgressDetail } from "../progress/get-progress-detail";
import { notFound, type Result, succeed } from "../result";

const RECENT = 4;
const MOST_DUE = 6;

/** What is to be done, and what opens next: the list has the first in their order, then the latest first. */
function toDo(assignments: readonly DueAssignment[]): readonly DueAssignment[] {
  const waiting = assignments.filter(({ standing }) => canAnswer(standing));
  const coming = assignments.filter(({ standing }) => standing === "upcoming").toReversed();
  return [...waiting, ...coming].slice(0, MOST_DUE);
}

const unfinishedAttempt = statement({
  name: "unfinished-attempt",
  params: { readerId: uuid, now: timestamp },
  row: { case_id: uuid, mode, locked_at: timestamp },
  sql: `SELECT t.case_id, t.mode, t.locked_at FROM attempt t
    WHERE t.user_id = $readerId AND t.assignment_id IS NULL AND NOT ${isOver("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}
    ORDER BY t.locked_at DESC LIMIT 1`,
});

/** What a reader does next, and how it goes. */
export async function getResidentHome(ctx: Context): Promise<Result<ResidentHome>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const [progress, history, due, open] = await Promise.all([
    getProgressDetail(ctx),
    getHistory(ctx, {}),
    listDue(ctx),
    db.find(unfinishedAttempt, { readerId: actor.id, now }),
  ]);
  if (!progress.ok) return progress;
  if (!history.ok) return history;
  if (!due.ok) return due;
  const { all, byPhase, casesAnswered, casesOpen } = progress.value;
  const unfinished: UnfinishedAttempt | null = open
    ? {
        caseId: open.case_id,
        mode: open.mode,
        lockedAt: open.locked_at.toISOString(),
        closesAt: zoneEndsAt(open.locked_at).toISOString(),
      }
    : null;
  return succeed({
    timeZone: actor.timeZone,
    casesAnswered,
    casesOpen,
    unfinished,
    due: toDo(due.value),
    progress: { all, byPhase },
    recent: history.value.entries.slice(0, RECENT),
  });
}
