import { z } from "zod";
import { may } from "../../auth/policy";
import { dueFor, endFor, refusalOfLock, refusalOfZone } from "../../domain/assignments/schedule";
import type { AssignedStageCase, AssignmentRun } from "../../domain/assignments/views";
import type { Input } from "../../domain/view";
import { toOpenAttempt, toStageCase } from "../../sql/cases";
import { toSchedule, toTerms } from "../../sql/schedule";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { findOwnAssignment, type OwnRow } from "./find-own-assignment";
import { loadReaderCases, type ReaderCaseRow } from "./parts/load-reader-cases";

const inputSchema = z.object({
  id: z.uuid(),
  /** The case to begin with; the first that waits where it is left out. */
  caseId: z.uuid().optional(),
  /** Cases that are on the stage or in the queue already. */
  exclude: z.array(z.uuid()).max(50).default([]),
  limit: z.number().int().min(1).max(10).default(4),
});

/**
 * - running: cases wait, and the first of them is to be shown.
 * - over: nothing more is answered: all is done, the time is up, it is closed.
 * - waiting: it is not open, or not begun: its page says what to do.
 */
type RunState =
  | { readonly state: "running"; readonly run: AssignmentRun; readonly cases: readonly AssignedStageCase[] }
  | { readonly state: "over" }
  | { readonly state: "waiting" };

/** The cases that come next for the actor in an assignment, in the actor's order: those that wait for an answer. */
export async function getAssignmentRun(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<RunState>> {
  const { actor, db, now } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "practise") || !parsed.success) return notFound("assignment");
  const { id, caseId, exclude, limit } = parsed.data;
  const row = await findOwnAssignment(ctx, actor, id);
  if (!row) return notFound("assignment");
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const refusal = refusalOfLock(schedule, terms, now);
  if (refusal === "not-open" || refusal === "excused") return succeed({ state: "waiting" });
  if (!refusal && terms.begunAt === null) return succeed({ state: "waiting" });
  const placed = (await loadReaderCases(db, row, actor.id, now)).map((each, index) => ({
    each,
    number: index + 1,
  }));
  if (caseId !== undefined && !placed.some(({ each }) => each.caseId === caseId)) return notFound("case");
  // A phase that was locked in time may get its zone yet, though nothing new is begun.
  const onlyOpen = refusal !== null;
  if (onlyOpen && refusalOfZone(schedule, terms, now)) return succeed({ state: "over" });
  const takes = ({ each }: { each: ReaderCaseRow }): boolean =>
    isOpen(each) ||
    (!onlyOpen && (each.attempt_id === null || (each.caseId === caseId && hasAttemptsLeft(row, each))));
  const waiting = placed.filter((one) => takes(one) && !exclude.includes(one.each.caseId));
  const first = waiting.filter(({ each }) => each.caseId === caseId);
  const cases = [...first, ...waiting.filter(({ each }) => each.caseId !== caseId)].slice(0, limit);
  if (cases.length === 0) return succeed({ state: "over" });
  return succeed({
    state: "running",
    run: toRun(row, now),
    cases: cases.map(({ each, number }) => ({
      ...toStageCase(each, isOpen(each) ? toOpenAttempt(each) : null),
      number,
    })),
  });
}

type WithOpenAttempt = ReaderCaseRow & { attempt_id: string; is_open: true };

const isOpen = (row: ReaderCaseRow): row is WithOpenAttempt => row.attempt_id !== null && row.is_open;

const hasAttemptsLeft = (assignment: OwnRow, row: ReaderCaseRow): boolean =>
  row.made < assignment.attempts_allowed;

function toRun(row: OwnRow, now: Date): AssignmentRun {
  return {
    id: row.id,
    name: row.name,
    mode: row.assignment_mode,
    reasons: row.reasons,
    cases: row.cases,
    dueAt: dueFor(toSchedule(row), toTerms(row))?.toISOString() ?? null,
    endsAt: endFor(toSchedule(row), toTerms(row))?.toISOString() ?? null,
    now: now.toISOString(),
  };
}
