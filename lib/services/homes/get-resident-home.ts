import { may } from "../../auth/policy";
import { canAnswer } from "../../domain/assignments/schedule";
import type { DueAssignment } from "../../domain/assignments/views";
import type { Mode } from "../../domain/attempts/mode";
import { ZONE_TIME_MS } from "../../domain/attempts/zone-time";
import type { ResidentHome, UnfinishedAttempt } from "../../domain/homes/views";
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

const unfinishedAttempt = {
  name: "unfinished-attempt",
  text: `SELECT t.case_id, t.mode, t.locked_at FROM attempt t
    WHERE t.user_id = $1 AND t.zone_at IS NULL AND t.assignment_id IS NULL AND t.locked_at > $3
      AND NOT EXISTS (
        SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
      )
      AND NOT ${withheld("t.case_id", "$1", "$2")}
    ORDER BY t.locked_at DESC LIMIT 1`,
};

/** What a reader does next, and how it goes. */
export async function getResidentHome(ctx: Context): Promise<Result<ResidentHome>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const expired = new Date(now.getTime() - ZONE_TIME_MS);
  const [progress, history, due, [open]] = await Promise.all([
    getProgressDetail(ctx),
    getHistory(ctx, {}),
    listDue(ctx),
    db.query<{ case_id: string; mode: Mode; locked_at: Date }>(unfinishedAttempt, [actor.id, now, expired]),
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
        closesAt: new Date(open.locked_at.getTime() + ZONE_TIME_MS).toISOString(),
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
