import { plainName } from "../text/plain-text";
import { type Curves, MEASURES, type Measure, REWARD_NAMES, rewardsInOrder } from "./curves";

/** A line of a trainer's log: whatever it holds, by its own names. */
export type LogLine = Readonly<Record<string, unknown>>;

/** What trainers call a measure: TRL's names, which ms-swift has taken over, and those of their earlier versions. */
const CALLED: Readonly<Record<Measure, readonly string[]>> = {
  reward: ["reward"],
  length: ["completions/mean_length", "completion_length"],
  shortest: ["completions/min_length"],
  longest: ["completions/max_length"],
  cut: ["completions/clipped_ratio"],
};

/** The mean of one reward: `rewards/surgo_phase/mean`, and without the last part in earlier versions. */
const REWARD = /^rewards\/(.+?)(?:\/mean)?$/;

type Step = {
  readonly step: number;
  readonly rewards: Readonly<Record<string, number>>;
  readonly measures: Readonly<Partial<Record<Measure, number>>>;
};

/**
 * The curves that the lines of a log tell: ms-swift's `logging.jsonl`, or the `log_history` of a checkpoint's
 * `trainer_state.json`. Lines that are about no step of training (the end's summary, an evaluation) are passed over. A
 * training that was killed and resumed goes on from an earlier step: what was logged from there on before counts no more.
 *
 * @returns `planned`: the steps that the training was to have, as far as the log tells
 */
export function curvesOfLog(lines: readonly LogLine[]): {
  readonly curves: Curves;
  readonly planned: number | null;
} {
  const kept: Step[] = [];
  let planned: number | null = null;
  for (const line of lines) {
    const at = stepOf(line);
    if (at === null) continue;
    const read = { step: at.step, rewards: rewardsOf(line), measures: measuresOf(line) };
    if (Object.keys(read.rewards).length === 0 && read.measures.reward === undefined) continue;
    while (kept.length > 0 && kept.at(-1)!.step >= at.step) kept.pop();
    kept.push(read);
    planned = at.planned ?? planned;
  }
  const names = rewardsInOrder(kept.flatMap(({ rewards }) => Object.keys(rewards)));
  const told = MEASURES.filter((measure) => kept.some(({ measures }) => measures[measure] !== undefined));
  return {
    curves: {
      steps: kept.map(({ step }) => step),
      rewards: Object.fromEntries(
        names.map((name) => [name, kept.map(({ rewards }) => rewards[name] ?? null)]),
      ),
      measures: Object.fromEntries(
        told.map((measure) => [measure, kept.map(({ measures }) => measures[measure] ?? null)]),
      ),
    },
    planned,
  };
}

/** `"global_step/max_steps": "10/80"` in ms-swift's lines, `"step": 10` in others. */
function stepOf(line: LogLine): { step: number; planned: number | null } | null {
  const both = /^(\d{1,9})\/(\d{1,9})$/.exec(String(line["global_step/max_steps"] ?? ""));
  if (both) return { step: Number(both[1]), planned: Number(both[2]) };
  const step = line.step ?? line.global_step;
  return typeof step === "number" && Number.isInteger(step) && step >= 0 && step < 1e9
    ? { step, planned: null }
    : null;
}

function rewardsOf(line: LogLine): Record<string, number> {
  return Object.fromEntries(
    Object.entries(line).flatMap(([key, value]): [string, number][] => {
      const called = REWARD.exec(key)?.[1];
      if (called === undefined || called.endsWith("/std") || !isFigure(value)) return [];
      return [[rewardNamed(called), value]];
    }),
  );
}

/** Which of the paper's rewards a function's name means; else the name itself. */
function rewardNamed(called: string): string {
  const words = called.toLowerCase();
  const meant = REWARD_NAMES.filter((name) => words.includes(name));
  return meant.length === 1 ? meant[0]! : plainName(called);
}

function measuresOf(line: LogLine): Partial<Record<Measure, number>> {
  return Object.fromEntries(
    MEASURES.flatMap((measure) => {
      const value = CALLED[measure].map((name) => line[name]).find(isFigure);
      return value === undefined ? [] : [[measure, value]];
    }),
  );
}

const isFigure = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
