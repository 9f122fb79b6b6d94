import { PHASES, type Phase } from "../phases";
import { missOf } from "../practice/misses";
import { type PhaseOutcome, ZONE_OUTCOMES, type ZoneOutcome } from "../scoring/failure";
import { type Metrics, metricsOf, newTally, type Tally, tallyAnswer, tallyGiven } from "../scoring/metrics";
import { weekIn } from "../time/week";
import type { CountedMiss, FailureCount, Progress, ProgressDetail, WeekOfProgress } from "./views";

/** A reader's first attempt at a case, as figures count it. */
export type AnsweredCase = {
  readonly at: Date;
  /** Whether the phase was given: then only conditioned figures count it. */
  readonly given: boolean;
  readonly chosenPhase: Phase;
  readonly referencePhase: Phase;
  readonly iou: number;
  /** % of the diagonal. */
  readonly centerDistance: number;
  readonly zoneOutcome: ZoneOutcome;
  /** As `TalliedZone` has it. */
  readonly contact: number | null;
};

function count(tally: Tally, answer: AnsweredCase): void {
  if (answer.given) tallyGiven(tally, answer);
  else {
    tallyAnswer(tally, {
      phaseCorrect: answer.chosenPhase === answer.referencePhase,
      iou: answer.iou,
      centerDistance: answer.centerDistance,
      contact: answer.contact,
    });
  }
}

function metricsOfCases(answers: Iterable<AnsweredCase>): Metrics {
  const tally = newTally();
  for (const answer of answers) count(tally, answer);
  return metricsOf(tally);
}

const byPhaseOf = <T>(make: (phase: Phase) => T): Record<Phase, T> =>
  Object.fromEntries(PHASES.map((phase) => [phase, make(phase)])) as Record<Phase, T>;

/** A reader's metrics in all and by the reference's phase. */
export function progressOf(answers: readonly AnsweredCase[]): Progress {
  return {
    all: metricsOfCases(answers),
    byPhase: byPhaseOf((phase) =>
      metricsOfCases(answers.filter((answer) => answer.referencePhase === phase)),
    ),
  };
}

/** Everything the progress page shows that follows from the first attempts alone. */
export function progressDetailOf(
  answers: readonly AnsweredCase[],
  timeZone: string,
): Omit<ProgressDetail, "repetitions" | "casesAnswered" | "casesOpen"> {
  return {
    ...progressOf(answers),
    weeks: weeksOf(answers, timeZone),
    confusion: byPhaseOf((reference) =>
      byPhaseOf(
        (chosen) =>
          answers.filter(
            (answer) => !answer.given && answer.referencePhase === reference && answer.chosenPhase === chosen,
          ).length,
      ),
    ),
    failures: failuresOf(answers),
    misses: missesOf(answers),
    phaseGiven: answers.filter((answer) => answer.given).length,
  };
}

function phaseOutcomeOf(answer: AnsweredCase): PhaseOutcome {
  if (answer.given) return "given";
  return answer.chosenPhase === answer.referencePhase ? "right" : "wrong";
}

function failuresOf(answers: readonly AnsweredCase[]): FailureCount[] {
  return (["right", "wrong", "given"] as const).flatMap((phase) =>
    ZONE_OUTCOMES.map((zone) => ({
      phase,
      zone,
      n: answers.filter((answer) => phaseOutcomeOf(answer) === phase && answer.zoneOutcome === zone).length,
    })),
  );
}

function missesOf(answers: readonly AnsweredCase[]): CountedMiss[] {
  const counts = new Map<string, CountedMiss>();
  for (const answer of answers) {
    const kind = missOf(answer);
    if (kind === null) continue;
    const cell = { phase: phaseOutcomeOf(answer), zone: answer.zoneOutcome };
    const miss = { phase: answer.referencePhase, kind };
    const key = Object.values({ ...cell, of: miss.phase, kind }).join(" ");
    counts.set(key, { ...cell, miss, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.n - a.n);
}

function weeksOf(answers: readonly AnsweredCase[], timeZone: string): WeekOfProgress[] {
  const weeks = new Map<string, AnsweredCase[]>();
  const weekOf = weekIn(timeZone);
  for (const answer of answers) {
    const week = weekOf(answer.at);
    const inWeek = weeks.get(week);
    if (inWeek) inWeek.push(answer);
    else weeks.set(week, [answer]);
  }
  return [...weeks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([week, inWeek]) => ({ week, metrics: metricsOfCases(inWeek) }));
}
