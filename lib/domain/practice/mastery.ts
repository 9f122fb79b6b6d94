import { dayOf } from "../time/day";
import type { Strength } from "./estimates";
import { SKILLS, type Skill } from "./skills";

/** A sitting shows mastery where P(right) and the lower end of its interval are this high. */
const STRONG = 0.8;
const CERTAIN = 0.65;
/** So many sittings, each on a day of its own, one after the other. */
export const SITTINGS_TO_MASTERY = 3;
/** How long a mastered skill rests first, in days; each sitting after a rest that shows it again doubles the rest. */
const FIRST_REST = 7;
const LONGEST_REST = 112;

const DAY_MS = 86_400_000;

/** A skill of a reader, with what its state rests on. */
export type Mastery = {
  /** The sittings in a row that showed it, the latest last: at most the latest three. */
  readonly shownAt: readonly Date[];
  /** How long it rests after the latest of them, in days; null: not mastered. */
  readonly restDays: number | null;
};

export const NOT_MASTERED: Mastery = { shownAt: [], restDays: null };

/** What a sitting says of a skill. */
export type SittingOfSkill = {
  /** When it ended. */
  readonly at: Date;
  /** Whether it was on a later day, where the reader is, than the latest sitting that showed the skill. */
  readonly onLaterDay: boolean;
  /** Whether it had a case of the skill that the reader met for the first time, of a video not seen before. */
  readonly onNewVideo: boolean;
  /** As estimated at its end. */
  readonly strength: Strength;
};

/**
 * The state of a skill after a sitting. What was not on a new video, or on the same day, shows nothing; a sitting that
 * falls short begins the count anew and ends the rest.
 */
export function masteryAfter(
  before: Mastery,
  { at, onLaterDay, onNewVideo, strength }: SittingOfSkill,
): Mastery {
  if (!onNewVideo) return before;
  if (strength.p < STRONG || strength.from < CERTAIN) return NOT_MASTERED;
  if (!onLaterDay || isResting(before, at)) return before;
  const shownAt = [...before.shownAt, at].slice(-SITTINGS_TO_MASTERY);
  if (shownAt.length < SITTINGS_TO_MASTERY) return { shownAt, restDays: null };
  return {
    shownAt,
    restDays: before.restDays === null ? FIRST_REST : Math.min(LONGEST_REST, before.restDays * 2),
  };
}

/** Until when a mastered skill rests; null: it isn’t mastered. */
export function restsUntil({ shownAt, restDays }: Mastery): Date | null {
  const last = shownAt.at(-1);
  return last && restDays !== null ? new Date(last.getTime() + restDays * DAY_MS) : null;
}

/** Whether a skill is mastered, and not to be asked for more than the others’ cases bring with them. */
export function isResting(mastery: Mastery, at: Date): boolean {
  const until = restsUntil(mastery);
  return until !== null && at < until;
}

/** A skill at the end of a sitting that asked for it. */
export type StrengthInSitting = Skill & Omit<SittingOfSkill, "onLaterDay">;

/**
 * The state of every skill of a reader, in the order of `SKILLS`.
 *
 * @param sittings those at whose end the reader’s strength was estimated, the earliest first
 */
export function masteryOf(sittings: readonly StrengthInSitting[], timeZone: string): readonly Mastery[] {
  return SKILLS.map(({ phase, task }) =>
    sittings
      .filter((sitting) => sitting.phase === phase && sitting.task === task)
      .reduce((mastery, sitting) => {
        const last = mastery.shownAt.at(-1);
        const onLaterDay = !last || dayOf(sitting.at, timeZone) > dayOf(last, timeZone);
        return masteryAfter(mastery, { ...sitting, onLaterDay });
      }, NOT_MASTERED),
  );
}
