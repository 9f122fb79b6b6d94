import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { PHASES, type Phase, phaseNames } from "../phases";
import { type RandomNumbers, seededRandom } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";
import type { View } from "../view";
import { type FormSizes, partitionVideos } from "./partition-videos";
import { averageOf, type Pair, pickPairs } from "./pick-pairs";
import { countPhases, evenQuotas, type PhaseCounts, phaseCountsSchema, sumOfPhases } from "./quotas";

/** A case that a form may hold. */
export type FormCase = {
  readonly id: string;
  readonly videoId: string;
  readonly phase: Phase;
  /** 0 to 1; null where nobody has answered it. */
  readonly difficulty: number | null;
  /** −1 to 1: the corrected point-biserial correlation; null where too few answered it. */
  readonly discrimination: number | null;
};

/** How far the two forms lie apart: pre-test minus post-test. */
export const formsDifferenceSchema = z.object({
  /** Equal by construction. */
  phases: phaseCountsSchema,
  /** Of the mean difficulty, −1 to 1; null where no case of one is measured. */
  difficulty: z.number().nullable(),
  /** The mean distance of the difficulties of paired cases, 0 to 1. */
  pairedDifficulty: z.number().nullable(),
  /** Of the mean discrimination, −2 to 2. */
  discrimination: z.number().nullable(),
  /** Cases of both whose difficulty nobody has measured: they were taken to be of their phase's mean. */
  unmeasured: z.number(),
});
export type FormsDifference = View<typeof formsDifferenceSchema>;

type MatchedForms<Case> = {
  readonly pre: readonly Case[];
  readonly post: readonly Case[];
  readonly practice: readonly Case[];
  readonly difference: FormsDifference;
  /** What could not be met: a sentence each. */
  readonly unmet: readonly string[];
};

/** So many ways to share out the videos are tried; fewer where the pool is large. */
const MOST_TRIES = 60;
const FEWEST_TRIES = 10;
const CASES_LOOKED_AT = 120_000;

/**
 * Makes two tests of the same phases and of difficulties and discriminations as alike as can be, and a practice set;
 * no two of the three share a video. Videos are shared out at random, many times; each time cases are paired, phase by
 * phase, along the pool's own difficulties; the likest pair of tests wins. What the videos can't give is left out and
 * said. The same pool in the same order, the same sizes and the same numbers give the same forms.
 */
export function matchForms<Case extends FormCase>(
  pool: readonly Case[],
  sizes: FormSizes,
  random: RandomNumbers,
): MatchedForms<Case> {
  const tries = Math.max(
    FEWEST_TRIES,
    Math.min(MOST_TRIES, Math.floor(CASES_LOOKED_AT / Math.max(1, pool.length))),
  );
  let best: Trial<Case> | null = null;
  for (let turn = 0; turn < tries; turn++) {
    // Each try has numbers of its own: how many one uses changes nothing for the next.
    const trial = tryOnce(pool, sizes, seededRandom(Math.floor(random() * 4_294_967_296)));
    if (!best || trial.cost < best.cost) best = trial;
  }
  const { pairs, practice } = best!;
  const pre = shuffle(
    pairs.map(([a]) => a),
    random,
  );
  const post = shuffle(
    pairs.map(([, b]) => b),
    random,
  );
  return {
    pre,
    post,
    practice: shuffle(practice, random),
    difference: differenceOf(pairs),
    unmet: explain(pre, practice, sizes),
  };
}

type Trial<Case> = {
  readonly pairs: readonly Pair<Case>[];
  readonly practice: readonly Case[];
  readonly cost: number;
};

function tryOnce<Case extends FormCase>(
  pool: readonly Case[],
  sizes: FormSizes,
  random: RandomNumbers,
): Trial<Case> {
  const { pre, post, practice } = partitionVideos(pool, sizes, random);
  const [inPre, inPost] = [countPhases(pre), countPhases(post)];
  const both = Object.fromEntries(
    PHASES.map((phase) => [phase, Math.min(inPre[phase], inPost[phase])]),
  ) as PhaseCounts;
  const quotas = evenQuotas(sizes.cases, both);
  const pairs = PHASES.flatMap((phase) => {
    const of = (cases: readonly Case[]): Case[] => cases.filter((each) => each.phase === phase);
    return pickPairs(of(pre), of(post), quotas[phase], random);
  });
  const practiceQuotas = evenQuotas(sizes.practice, countPhases(practice));
  const practised = PHASES.flatMap((phase) =>
    shuffle(
      practice.filter((each) => each.phase === phase),
      random,
    ).slice(0, practiceQuotas[phase]),
  );
  const missing = sizes.cases - pairs.length + (sizes.practice - practised.length);
  const uneven = unevenness(quotas) + unevenness(practiceQuotas);
  const { difficulty, discrimination, pairedDifficulty } = differenceOf(pairs);
  const apart = Math.abs(difficulty ?? 0) + Math.abs(discrimination ?? 0) + 0.25 * (pairedDifficulty ?? 0);
  return { pairs, practice: practised, cost: 1000 * missing + 10 * uneven + apart };
}

/** How many cases lie beyond the most even spread. */
function unevenness(quotas: PhaseCounts): number {
  const values = PHASES.map((phase) => quotas[phase]);
  return Math.max(
    0,
    Math.max(...values) - Math.min(...values) - (sumOfPhases(quotas) % PHASES.length ? 1 : 0),
  );
}

function differenceOf(pairs: readonly Pair<FormCase>[]): FormsDifference {
  const [pre, post] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
  const [ofPre, ofPost] = [countPhases(pre), countPhases(post)];
  const difference = (of: (each: FormCase) => number | null): number | null => {
    const [a, b] = [averageOf(pre.map(of)), averageOf(post.map(of))];
    return a === null || b === null ? null : a - b;
  };
  return {
    phases: Object.fromEntries(PHASES.map((phase) => [phase, ofPre[phase] - ofPost[phase]])) as PhaseCounts,
    difficulty: difference((each) => each.difficulty),
    pairedDifficulty: averageOf(
      pairs.map(([a, b]) =>
        a.difficulty === null || b.difficulty === null ? null : Math.abs(a.difficulty - b.difficulty),
      ),
    ),
    discrimination: difference((each) => each.discrimination),
    unmeasured: [...pre, ...post].filter(({ difficulty }) => difficulty === null).length,
  };
}

function explain(
  pre: readonly FormCase[],
  practice: readonly FormCase[],
  sizes: FormSizes,
): readonly string[] {
  const unmet: string[] = [];
  if (pre.length < sizes.cases) {
    unmet.push(
      t`Each test has ${plural(pre.length, "# case", "# cases")} rather than ${sizes.cases}: there are no more of like phases in videos of their own.`,
    );
  }
  const share = Math.floor(sizes.cases / PHASES.length);
  const counts = countPhases(pre);
  for (const phase of PHASES) {
    if (counts[phase] < share) {
      unmet.push(
        t`Each test has ${plural(counts[phase], "# case", "# cases")} of phase ${phase}, ${phaseNames[phase]}, rather than ${share}.`,
      );
    }
  }
  if (practice.length < sizes.practice) {
    unmet.push(
      t`The practice set has ${plural(practice.length, "# case", "# cases")} rather than ${sizes.practice}: the tests’ videos are not for it.`,
    );
  }
  return unmet;
}
