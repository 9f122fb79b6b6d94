import { plural, t } from "@/lib/language/t";
import { PHASES, type Phase, phaseNames } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";
import { countPhases, evenQuotas, type PhaseCounts } from "./quotas";
import type { SetRule } from "./rule";

/** A case that a rule may choose. */
export type RuleCase = {
  readonly id: string;
  readonly videoId: string;
  readonly phase: Phase;
  /** 0 to 1; null where nobody has answered it. */
  readonly difficulty: number | null;
  /** Whether the rule's model missed it; null where it has not read it, or no model is asked for. */
  readonly modelWrong: boolean | null;
  /** Whether somebody of the rule's cohort has answered it. */
  readonly seen: boolean;
};

type RuleSolution<Case> = {
  readonly cases: readonly Case[];
  /** What could not be met: a sentence each. */
  readonly unmet: readonly string[];
};

type Asked = Pick<SetRule, "cases" | "phases" | "difficulty" | "model" | "mostOfOneVideo">;

/**
 * Chooses cases by a rule. What the pool can't give is left out and said, never a failure. The phases come first, then
 * how often the model is wrong, then that few cases come from one video; difficulty and what the cohort has seen are
 * never given up. The same cases in the same order and the same numbers give the same choice.
 */
export function solveRule<Case extends RuleCase>(
  pool: readonly Case[],
  rule: Asked,
  random: RandomNumbers,
): RuleSolution<Case> {
  const fitting = shuffle(
    pool.filter((each) => fits(each, rule)),
    random,
  );
  const picking = newPicking<Case>(rule.mostOfOneVideo ?? fitting.length);
  for (const { count, among } of cellsOf(fitting, rule)) take(picking, count, among);
  // Where a cell has too few cases because its videos are used up, any other case takes their place.
  take(picking, rule.cases - picking.chosen.length, fitting);
  const cases = shuffle(picking.chosen, random);
  return { cases, unmet: explain(cases, fitting, pool, rule) };
}

/** Of a share, what the model has not read is no part: there is nothing to be shown of it. */
const isUnread = ({ modelWrong }: RuleCase, { model }: Asked): boolean =>
  model?.unit === "percent" && modelWrong === null;

function fits(each: RuleCase, rule: Asked): boolean {
  return !isUnread(each, rule) && fitsOtherwise(each, rule);
}

function fitsOtherwise({ seen, difficulty }: RuleCase, rule: Asked): boolean {
  if (seen) return false;
  if (!rule.difficulty) return true;
  if (difficulty === null) return rule.difficulty.unmeasured;
  return difficulty >= rule.difficulty.from && difficulty <= rule.difficulty.to;
}

/** A phase's cases, by whether the rule's model is wrong; where no model is asked for, all are right. */
type Group<Case> = {
  readonly quota: number;
  readonly wrong: readonly Case[];
  readonly right: readonly Case[];
};

/** So many out of these: phases crossed with whether the model is wrong; the scarcest come first. */
function cellsOf<Case extends RuleCase>(
  fitting: readonly Case[],
  rule: Asked,
): readonly { readonly count: number; readonly among: readonly Case[] }[] {
  const groups = groupsOf(fitting, rule);
  const size = groups.reduce((sum, { quota }) => sum + quota, 0);
  const wrongs = wrongCounts(groups, rule.model ? wantedWrong(rule.model, size) : 0);
  return groups
    .flatMap(({ quota, wrong, right }, index) => [
      { count: wrongs[index]!, among: wrong },
      { count: quota - wrongs[index]!, among: right },
    ])
    .sort((a, b) => a.among.length - a.count - (b.among.length - b.count));
}

function groupsOf<Case extends RuleCase>(fitting: readonly Case[], rule: Asked): readonly Group<Case>[] {
  const split = (quota: number, cases: readonly Case[]): Group<Case> => ({
    quota,
    wrong: rule.model ? cases.filter(({ modelWrong }) => modelWrong) : [],
    right: rule.model ? cases.filter(({ modelWrong }) => !modelWrong) : cases,
  });
  if (rule.phases === "any") return [split(Math.min(rule.cases, fitting.length), fitting)];
  const quotas = evenQuotas(rule.cases, countPhases(fitting));
  return PHASES.map((phase) =>
    split(
      quotas[phase],
      fitting.filter((each) => each.phase === phase),
    ),
  );
}

/** In how many of so many cases the model is to be wrong. */
const wantedWrong = ({ wrong, unit }: NonNullable<Asked["model"]>, cases: number): number =>
  unit === "cases" ? wrong : Math.round((wrong * cases) / 100);

/** How many wrong cases each phase gives, so that they are as many as wanted, or as near as the quotas allow. */
function wrongCounts(groups: readonly Group<unknown>[], wanted: number): readonly number[] {
  const counts = groups.map(({ quota, right }) => Math.max(0, quota - right.length));
  let left = wanted - counts.reduce((sum, count) => sum + count, 0);
  let moved = true;
  while (left > 0 && moved) {
    moved = false;
    for (const [index, { quota, wrong }] of groups.entries()) {
      if (left > 0 && counts[index]! < Math.min(quota, wrong.length)) {
        counts[index]! += 1;
        left -= 1;
        moved = true;
      }
    }
  }
  return counts;
}

/** What is chosen so far, and how many cases each video gave. */
type Picking<Case> = {
  readonly chosen: Case[];
  readonly taken: Set<string>;
  readonly ofVideo: Map<string, number>;
  /** Of one video at most. */
  readonly most: number;
};

const newPicking = <Case>(most: number): Picking<Case> => ({
  chosen: [],
  taken: new Set(),
  ofVideo: new Map(),
  most,
});

/** Takes so many of these cases, each from the video that gave fewest so far. */
function take<Case extends RuleCase>(
  { chosen, taken, ofVideo, most }: Picking<Case>,
  count: number,
  among: readonly Case[],
): void {
  for (let turn = 0; turn < count; turn++) {
    let best: Case | null = null;
    let fewest = most;
    for (const each of among) {
      if (taken.has(each.id)) continue;
      const used = ofVideo.get(each.videoId) ?? 0;
      if (used < fewest) [best, fewest] = [each, used];
      if (best && fewest === 0) break;
    }
    if (!best) return;
    chosen.push(best);
    taken.add(best.id);
    ofVideo.set(best.videoId, fewest + 1);
  }
}

function explain(
  cases: readonly RuleCase[],
  fitting: readonly RuleCase[],
  all: readonly RuleCase[],
  rule: Asked,
): readonly string[] {
  const unmet: string[] = [];
  const pool = all.length;
  if (cases.length < rule.cases) {
    const most = rule.mostOfOneVideo;
    unmet.push(
      most !== null && fitting.length > cases.length
        ? t`${plural(cases.length, "# case", "# cases")} rather than ${rule.cases}: of ${plural(pool, "# case", "# cases")} where the rule looks, ${fitting.length} fit, and no more than ${most} of one video.`
        : t`${plural(cases.length, "# case", "# cases")} rather than ${rule.cases}: of ${plural(pool, "# case", "# cases")} where the rule looks, ${fitting.length} fit.`,
    );
  }
  if (rule.phases === "even") unmet.push(...explainPhases(countPhases(cases), rule.cases));
  if (rule.model) unmet.push(...explainModel(cases, fitting, all, rule, rule.model));
  return unmet;
}

function explainPhases(counts: PhaseCounts, wanted: number): readonly string[] {
  const share = Math.floor(wanted / PHASES.length);
  return PHASES.filter((phase) => counts[phase] < share).map(
    (phase) =>
      t`${plural(counts[phase], "# case", "# cases")} of phase ${phase}, ${phaseNames[phase]}, rather than ${share}: there are no more that fit.`,
  );
}

function explainModel(
  cases: readonly RuleCase[],
  fitting: readonly RuleCase[],
  all: readonly RuleCase[],
  rule: Asked,
  model: NonNullable<Asked["model"]>,
): readonly string[] {
  const unmet: string[] = [];
  const wrong = cases.filter(({ modelWrong }) => modelWrong).length;
  const missed = fitting.filter(({ modelWrong }) => modelWrong).length;
  const wanted = wantedWrong(model, cases.length);
  const unread = all.filter((each) => isUnread(each, rule) && fitsOtherwise(each, rule)).length;
  if (cases.length < rule.cases && unread > 0) {
    unmet.push(
      t`The model has not read ${plural(unread, "one case that would fit otherwise", "# cases that would fit otherwise")}.`,
    );
  }
  if (wrong === wanted) return unmet;
  unmet.push(
    model.unit === "cases"
      ? t`The model is wrong in ${plural(wrong, "# case", "# cases")} rather than ${wanted}: of those that fit it misses ${missed}.`
      : t`The model is wrong in ${wrong} of ${plural(cases.length, "# case", "# cases")} rather than ${wanted}: of those that fit it misses ${missed} and is right in ${fitting.length - missed}.`,
  );
  return unmet;
}
