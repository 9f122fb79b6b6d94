import { isLate, standingOf } from "../assignments/schedule";
import { namedPhase, phaseOutcome } from "../attempts/mode";
import { itemFlags } from "../items/item-flags";
import { itemStatistics, median } from "../items/item-statistics";
import { mainReason } from "../items/main-reason";
import { summarizeContact } from "../no-go/contact";
import type { Phase } from "../phases";
import { reasonResultsOf } from "../reasons/results";
import type { ZoneOutcome } from "../scoring/failure";
import { NO_ZONE } from "../scoring/zone";
import {
  type Answer,
  type Answers,
  type AssignedReader,
  groupAnswers,
  isCounted,
  isHit,
  isOver,
  toItemAnswer,
} from "./answers";
import type { ResultCell, ResultItem, ResultRow, Results } from "./views";

const NOT_BEGUN: ResultCell = {
  state: "none",
  attemptId: null,
  phase: null,
  zone: null,
  iou: null,
  contact: null,
  hit: null,
  late: false,
  repeat: false,
  attempts: 0,
  comments: 0,
};

/** The matrix of an assignment, with what its rows and columns add up to. */
export function resultsOf(
  of: Answers,
  now: Date,
): Pick<Results, "rows" | "items" | "alpha" | "n" | "hits" | "contact" | "reasons"> {
  const grouped = groupAnswers(of.answers);
  const rows = of.readers.map((reader) => rowOf(of, reader, grouped.get(reader.userId) ?? new Map(), now));
  const { items, alpha } = itemsOf(of, now);
  const counted = items.reduce((sum, { statistics }) => sum + statistics.n, 0);
  const hits = items.reduce((sum, { statistics }) => sum + statistics.hits, 0);
  const contact = summarizeContact(countedAnswers(of, now).map((answer) => answer.contact));
  return {
    rows,
    items,
    alpha,
    n: counted,
    hits,
    contact,
    reasons: reasonResultsOf(of.answers.filter((answer) => isOver(answer, now))),
  };
}

/** The answers that figures count: over, first ones, and of readers who are not excused. */
export function countedAnswers({ answers, readers }: Answers, now: Date): readonly Answer[] {
  const counting = new Set(readers.flatMap(({ userId, terms }) => (terms.excusedAt ? [] : [userId])));
  return answers.filter((answer) => counting.has(answer.userId) && isCounted(answer, now));
}

function itemsOf(of: Answers, now: Date): Pick<Results, "items" | "alpha"> {
  const counted = countedAnswers(of, now);
  const { items, alpha } = itemStatistics(
    of.items.map(({ caseId }) => caseId),
    counted.map(toItemAnswer),
    // A reader who has answered only a few cases says little about the others.
    { restFrom: Math.ceil((of.items.length - 1) / 2) },
  );
  return {
    alpha,
    items: of.items.map(({ boxes, ...item }, index): ResultItem => {
      const answers = counted.filter(({ caseId }) => caseId === item.caseId);
      const statistics = items[index]!;
      const flags = itemFlags(statistics, {
        referencePhase: item.phase,
        referenceBoxes: boxes,
        phases: answers.flatMap((answer) => namedPhase(answer) ?? []),
        zones: answers.flatMap(({ box }) => (box ? [box] : [])),
      });
      const misses = answers.filter((answer) => !isHit(answer)).map(missOf);
      return { ...item, statistics, flags, reason: mainReason(misses, answers.length) };
    }),
  };
}

/** What an answer that missed did: another phase, or under the right one the zone. */
function missOf(answer: Answer): { phase: Phase | null; zone: ZoneOutcome | null } {
  return answer.phaseCorrect
    ? { phase: null, zone: answer.zoneOutcome ?? NO_ZONE.outcome }
    : { phase: answer.phase, zone: null };
}

function rowOf(
  { schedule, items }: Answers,
  { userId, name, cohort, terms }: AssignedReader,
  byCase: ReadonlyMap<string, readonly Answer[]>,
  now: Date,
): ResultRow {
  const late = (answer: Answer): boolean => isLate(schedule, terms, answer);
  const all = [...byCase.values()].flat();
  const over = items.filter(({ caseId }) => byCase.get(caseId)?.some((answer) => isOver(answer, now)));
  const counted = all.filter((answer) => isCounted(answer, now));
  const last = Math.max(...all.map(({ lockedAt, zoneAt }) => (zoneAt ?? lockedAt).getTime()));
  return {
    userId,
    name,
    cohort,
    standing: standingOf(schedule, terms, { answered: over.length, cases: items.length }, now),
    extended: terms.extendedUntil !== null,
    answered: over.length,
    n: counted.length,
    hits: counted.filter(isHit).length,
    phasesRight: counted.filter(({ phaseCorrect }) => phaseCorrect).length,
    meanIou:
      counted.length === 0 ? null : counted.reduce((sum, { iou }) => sum + (iou ?? 0), 0) / counted.length,
    contact: summarizeContact(counted.map((answer) => answer.contact)),
    late: all.filter(late).length,
    medianMs: median(counted.flatMap(({ elapsedMs }) => (elapsedMs === null ? [] : [elapsedMs]))),
    lastAnswerAt: all.length === 0 ? null : new Date(last).toISOString(),
    cells: items.map(({ caseId }) => cellOf(byCase.get(caseId) ?? [], now, late)),
  };
}

function cellOf(attempts: readonly Answer[], now: Date, late: (answer: Answer) => boolean): ResultCell {
  const [first] = attempts;
  if (!first) return NOT_BEGUN;
  const told = {
    late: late(first),
    repeat: first.ordinal > 1,
    attempts: attempts.length,
    comments: attempts.reduce((sum, { comments }) => sum + comments, 0),
  };
  if (!isOver(first, now)) return { ...NOT_BEGUN, ...told, state: "open" };
  const scored = first.zoneAt !== null;
  return {
    ...told,
    state: scored ? "scored" : "no-zone",
    attemptId: scored ? first.id : null,
    phase: phaseOutcome(first.mode, first.phaseCorrect),
    zone: first.zoneOutcome ?? NO_ZONE.outcome,
    iou: first.iou ?? 0,
    contact: first.contact,
    hit: isHit(first),
  };
}
