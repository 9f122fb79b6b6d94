import { PHASES, type Phase } from "../phases";
import { kindIndex, kindsOf, MISS_KINDS, type MissKind, missIndex, taskOf } from "./misses";
import { SKILLS, skillIndex, TASKS, type Task } from "./skills";

/**
 * What first attempts say of readers and cases, estimated together, one answer after the other (an Elo rating of the
 * Rasch model: Pelánek, Computers & Education 98, 2016): P(right) = logistic(θ − β). Made anew from the same answers in
 * the same order, every number comes out the same.
 */

/**
 * The first steps' sizes, and how quickly steps grow shorter: K = a / (1 + b · n). A case stays as it is; a reader changes,
 * so that their steps stay as they are after so many answers.
 */
const STEPS = {
  reader: { a: 1, b: 0.12, until: 150 },
  case: { a: 0.64, b: 0.13, until: Number.POSITIVE_INFINITY },
};
type Steps = (typeof STEPS)[keyof typeof STEPS];
/**
 * What a reader is taken to gain by an answer and its reveal, in logits, where they would have got it wrong: at first, and
 * after how many answers a quarter of it. Without it, an estimate lags behind whoever learns.
 */
const GAIN = { first: 0.06, quarterAt: 100 };

/** The share of readers who have a habit, and of cases that invite a kind of miss, before anything is known. */
const PRIOR = { proneness: 0.1, pull: 0.1 };
/** How often a reader with a habit falls into a case that invites it. */
const CAUGHT = 0.4;
/** No kind of miss happens by chance less often than this. */
const LEAST_CHANCE = 0.01;
/** No doubt vanishes: log odds stay within ± this. */
const MOST_CERTAIN = 4;

/** A reader's strength and habits. Lists are in the order of `SKILLS`, and of `missIndex`. */
export type ReaderEstimate = {
  /** θ of each skill, in logits. */
  readonly theta: number[];
  /** How many answers each rests on. */
  readonly answers: number[];
  /** The log odds that the reader has the habit of each miss. */
  readonly proneness: number[];
};

/** A case's difficulty and what it invites to. Lists are in the order of `TASKS`, and of `MISS_KINDS`. */
export type CaseEstimate = {
  /** β of each task, in logits: the larger, the harder. */
  readonly beta: number[];
  readonly answers: number[];
  /** The log odds that the case invites each kind of miss. */
  readonly pull: number[];
};

/** Of all cases together, what a new one begins with. Lists are in the order of `SKILLS`. */
export type LibraryEstimate = {
  /** The sum of β over cases that were answered, and their number. */
  readonly betaSum: number[];
  readonly cases: number[];
};

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (p: number): number => Math.log(p / (1 - p));

export const newReader = (): ReaderEstimate => ({
  theta: SKILLS.map(() => 0),
  answers: SKILLS.map(() => 0),
  proneness: PHASES.flatMap(() => MISS_KINDS.map(() => logit(PRIOR.proneness))),
});

export const newLibrary = (): LibraryEstimate => ({
  betaSum: SKILLS.map(() => 0),
  cases: SKILLS.map(() => 0),
});

/** A case that nobody has answered: as difficult as those of its phase are on the whole. */
export const newCase = (phase: Phase, library: LibraryEstimate): CaseEstimate => ({
  beta: TASKS.map((task) => meanBeta(phase, task, library)),
  answers: TASKS.map(() => 0),
  pull: MISS_KINDS.map(() => logit(PRIOR.pull)),
});

function meanBeta(phase: Phase, task: Task, { betaSum, cases }: LibraryEstimate): number {
  const skill = skillIndex(phase, task);
  return cases[skill] === 0 ? 0 : betaSum[skill]! / cases[skill]!;
}

/** A first attempt as estimates are made from it. */
export type CountedFirst = {
  readonly phase: Phase;
  /** Null where the phase was given. */
  readonly phaseRight: boolean | null;
  readonly zoneRight: boolean;
  readonly miss: MissKind | null;
};

/** What an answer tells of: where the phase was wrong, the zone was drawn for another question. */
export function tasksOf({ phaseRight }: Pick<CountedFirst, "phaseRight">): readonly Task[] {
  return TASKS.filter((task) => (task === "phase" ? phaseRight !== null : phaseRight !== false));
}

/** Folds one answer into its reader's and its case's estimates and the library's, which it changes in place. */
export function foldAnswer(
  reader: ReaderEstimate,
  asked: CaseEstimate,
  library: LibraryEstimate,
  { phase, phaseRight, zoneRight, miss }: CountedFirst,
): void {
  for (const task of tasksOf({ phaseRight })) {
    const right = task === "phase" ? phaseRight === true : zoneRight;
    foldTask(reader, asked, library, { phase, task, right, miss });
  }
}

type TaskAnswer = {
  readonly phase: Phase;
  readonly task: Task;
  readonly right: boolean;
  readonly miss: MissKind | null;
};

function foldTask(
  reader: ReaderEstimate,
  asked: CaseEstimate,
  library: LibraryEstimate,
  answer: TaskAnswer,
): void {
  const { phase, task, right } = answer;
  const skill = skillIndex(phase, task);
  const place = TASKS.indexOf(task);
  const before = asked.beta[place]!;
  const expected = logistic(reader.theta[skill]! - before);
  suspect(reader, asked, answer, 1 - expected);
  const surprise = (right ? 1 : 0) - expected;
  reader.theta[skill]! +=
    stepOf(STEPS.reader, reader.answers[skill]!) * surprise +
    gainAfter(reader.answers[skill]!) * (1 - expected);
  asked.beta[place]! -= stepOf(STEPS.case, asked.answers[place]!) * surprise;
  const isNew = asked.answers[place] === 0;
  reader.answers[skill]! += 1;
  asked.answers[place]! += 1;
  library.betaSum[skill]! += asked.beta[place]! - (isNew ? 0 : before);
  if (isNew) library.cases[skill]! += 1;
}

const stepOf = ({ a, b, until }: Steps, answers: number): number => a / (1 + b * Math.min(answers, until));

const gainAfter = (answers: number): number => GAIN.first / (1 + answers / GAIN.quarterAt) ** 2;

/** Whether the reader has each habit and whether the case invites it: each is judged by what is thought of the other. */
function suspect(
  reader: ReaderEstimate,
  asked: CaseEstimate,
  { phase, task, miss }: TaskAnswer,
  wrong: number,
): void {
  const kinds = kindsOf(phase).filter((kind) => taskOf(kind) === task);
  const byChance = Math.max(LEAST_CHANCE, wrong / kinds.length);
  for (const kind of kinds) {
    const habit = missIndex(phase, kind);
    const place = kindIndex(kind);
    const prone = logistic(reader.proneness[habit]!);
    const invites = logistic(asked.pull[place]!);
    const weigh = (other: number): number => {
      const caught = CAUGHT * other;
      return kind === miss ? Math.log((caught + (1 - caught) * byChance) / byChance) : Math.log(1 - caught);
    };
    reader.proneness[habit] = bounded(reader.proneness[habit]! + weigh(invites));
    asked.pull[place] = bounded(asked.pull[place]! + weigh(prone));
  }
}

const bounded = (logOdds: number): number => Math.max(-MOST_CERTAIN, Math.min(MOST_CERTAIN, logOdds));

/** What is thought of a skill: P(right) at a case of usual difficulty, 0 to 1, with its 95 % interval. */
export type Strength = {
  readonly p: number;
  readonly from: number;
  readonly to: number;
  readonly answers: number;
};

/** A reader's strength in a skill, at a case as difficult as those of its phase are on the whole. */
export function strengthOf(
  reader: ReaderEstimate,
  { phase, task }: { readonly phase: Phase; readonly task: Task },
  library: LibraryEstimate,
): Strength {
  const skill = skillIndex(phase, task);
  const at = reader.theta[skill]! - meanBeta(phase, task, library);
  const answers = reader.answers[skill]!;
  // The step is what is left of the doubt: the posterior variance where steps follow the rule of K.
  const half = 1.959963984540054 * Math.sqrt(stepOf(STEPS.reader, answers));
  return { p: logistic(at), from: logistic(at - half), to: logistic(at + half), answers };
}
