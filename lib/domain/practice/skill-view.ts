import type { Strength } from "./estimates";
import type { Skill } from "./skills";

/** Whether a skill is mastered, and by what. Days are the institution’s, YYYY-MM-DD. */
export type MasteryView = {
  /** Of the sittings in a row that showed it, the latest last: at most as many as it takes. */
  readonly shownOn: readonly string[];
  /** Until when it rests; null: it isn’t mastered. */
  readonly restsUntil: string | null;
  /** Whether it rests now. */
  readonly resting: boolean;
};

/** A reader’s own skill. */
export type SkillView = Skill & {
  /** P(right) on a case of middling difficulty; null where no answer told of it. */
  readonly strength: Strength | null;
  readonly mastery: MasteryView;
};

/** From this width of its interval on, a strength says little. */
const UNSURE = 0.4;

export const isUnsure = ({ from, to }: Strength): boolean => to - from > UNSURE;
