import { dayOf } from "../time/day";
import type { OwnAnswer, OwnCard } from "./cards-of";
import { type Miss, missOf } from "./misses";
import { SKILLS, type Skill, skillIndex } from "./skills";

/** What a sitting came to. */
export type SittingSummary = {
  readonly id: string;
  readonly purpose: string;
  /** What a drill was for; null: it was none. */
  readonly aim: Miss | null;
  /** How many cases it has, and how many of them are answered. */
  readonly of: number;
  readonly answered: number;
  /** Answers with the right phase, asked or given, and a zone on the reference. */
  readonly hits: number;
  /** The skill that went best, where one went well; with its answers, and those that were right. */
  readonly strength: { readonly skill: Skill; readonly right: number; readonly n: number } | null;
  /** What was missed most, and how often. */
  readonly habit: { readonly miss: Miss; readonly n: number } | null;
  /** How much is due today, and on the next days on which something is. */
  readonly due: DueDays;
  /** The number on the installed app’s icon: what is due today, or 0 where no reminders are wished. */
  readonly badge: number;
  /** Whether there are cases that the reader has not answered. */
  readonly unseen: boolean;
};

export type DueDays = {
  readonly today: number;
  /** YYYY-MM-DD of the institution’s, the nearest first. */
  readonly days: readonly { readonly day: string; readonly n: number }[];
};

/** From so many answers on, and from this share of right ones, a skill is called a strength of a sitting. */
const STRENGTH = { answers: 2, share: 0.75 };
/** So many days are told of. */
const DAYS = 3;

/** One strength and one habit of some answers. */
export function sumUp(
  answers: readonly OwnAnswer[],
): Pick<SittingSummary, "answered" | "hits" | "strength" | "habit"> {
  const tally = SKILLS.map((skill) => ({ skill, right: 0, n: 0 }));
  const missed = new Map<string, { miss: Miss; n: number }>();
  const count = (skill: Skill, right: boolean): void => {
    const of = tally[skillIndex(skill.phase, skill.task)]!;
    of.n += 1;
    of.right += right ? 1 : 0;
  };
  let hits = 0;
  for (const answer of answers) {
    const { given, chosenPhase, referencePhase: phase, zoneOutcome } = answer;
    const phaseRight = given || chosenPhase === phase;
    if (!given) count({ phase, task: "phase" }, phaseRight);
    if (phaseRight) count({ phase, task: "zone" }, zoneOutcome === "hit");
    if (phaseRight && zoneOutcome === "hit") hits += 1;
    const kind = missOf(answer);
    if (kind === null) continue;
    const known = missed.get(`${phase} ${kind}`);
    if (known) known.n += 1;
    else missed.set(`${phase} ${kind}`, { miss: { phase, kind }, n: 1 });
  }
  const strong = tally.filter(({ right, n }) => n >= STRENGTH.answers && right / n >= STRENGTH.share);
  return {
    answered: answers.length,
    hits,
    strength: strong.toSorted((a, b) => b.right / b.n - a.right / a.n || b.n - a.n)[0] ?? null,
    habit: [...missed.values()].toSorted((a, b) => b.n - a.n)[0] ?? null,
  };
}

/** On which days a reader’s cards are due; what is overdue is due today. */
export function dueDays(cards: readonly OwnCard[], now: Date, timeZone: string): DueDays {
  const today = dayOf(now, timeZone);
  const counts = new Map<string, number>();
  for (const { card } of cards) {
    const day = dayOf(card.due, timeZone);
    const isOver = day < today;
    const on = isOver ? today : day;
    counts.set(on, (counts.get(on) ?? 0) + 1);
  }
  const days = [...counts].map(([day, n]) => ({ day, n })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return {
    today: counts.get(today) ?? 0,
    days: days.filter(({ day }) => day > today).slice(0, DAYS),
  };
}
