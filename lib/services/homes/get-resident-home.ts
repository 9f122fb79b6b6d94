import { may } from "../../auth/policy";
import { canAnswer } from "../../domain/assignments/schedule";
import type { DueAssignment } from "../../domain/assignments/views";
import type { ResidentHome } from "../../domain/homes/views";
import { listDue } from "../assignments/list-due";
import { findUnfinished } from "../attempts/find-unfinished";
import type { Context } from "../context";
import { loadPractice } from "../practice/load-practice";
import { wantsReminders } from "../practice/wants-reminders";
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

/** What a reader does next, and how it goes. */
export async function getResidentHome(ctx: Context): Promise<Result<ResidentHome>> {
  const { actor } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const [progress, history, due, unfinished, practice, reminded] = await Promise.all([
    getProgressDetail(ctx),
    getHistory(ctx, {}),
    listDue(ctx),
    findUnfinished(ctx),
    loadPractice(ctx.db, actor, ctx.now),
    wantsReminders(ctx.db, actor),
  ]);
  if (!progress.ok) return progress;
  if (!history.ok) return history;
  if (!due.ok) return due;
  if (!unfinished.ok) return unfinished;
  const { all, byPhase, casesAnswered, casesOpen } = progress.value;
  return succeed({
    timeZone: actor.timeZone,
    casesAnswered,
    casesOpen,
    practice,
    badge: reminded ? practice.due : 0,
    unfinished: unfinished.value,
    due: toDo(due.value),
    progress: { all, byPhase },
    recent: history.value.entries.slice(0, RECENT),
  });
}
