import { describeJudgement } from "@/lib/jobs/predict/describe-judgement";
import type { Predicted } from "@/lib/jobs/predict/predict";
import { describeTime } from "@/lib/jobs/predict/rate";
import type { Problem } from "@/lib/resgo/problem";
import type { BoxConvention } from "@/lib/vlm/answers/box-convention";
import { describeProblems } from "./problems";
import { printable } from "./table";

/** How a run of `calot predict` ended. */
export type PredictOutcome = Predicted & {
  readonly model: string;
  /** How the boxes are read. */
  readonly boxes: BoxConvention;
  /** The file, or the dataset. */
  readonly into: string;
  /** The run's name in the database; null where it goes to a file. */
  readonly run: string | null;
  /** Cases without an answer so far, of all parts of the run. */
  readonly missing: number;
  /** Whether all parts of the run are finished. */
  readonly finished: boolean;
  /** Whether there is a file, or rows in the database. */
  readonly written: boolean;
  readonly problems: readonly Problem[];
  readonly seconds: number;
};

/**
 * Prints how a run ended: the outcome on standard output, what to do about it on standard error.
 *
 * @param signalled the exit status of the signal that stopped it; 0: none did
 * @returns the exit status
 */
export function printOutcome(outcome: PredictOutcome, json: boolean, signalled: number): number {
  const { end, tally, problems } = outcome;
  process.stdout.write(json ? `${JSON.stringify(toJson(outcome))}\n` : describeOutcome(outcome));
  if (end.kind === "stopped") {
    const left = tally.cases - tally.read - tally.failed;
    process.stderr.write(`Stopped with ${count(left, "case")} left. Run the same command again to go on.\n`);
    return signalled || 1;
  }
  if (end.kind === "other-boxes") {
    const { seen, todo } = describeJudgement(end.judgement, outcome.boxes);
    process.stderr.write(`${seen}\nStopped. ${todo}\nWith --keep-going it goes on as it is.\n`);
    return 1;
  }
  if (end.kind === "gave-up") {
    process.stderr.write(
      `${printable(end.why)}\nWhat was read is kept. Run the same command again to go on.\n`,
    );
    return 1;
  }
  if (tally.failed > 0) {
    process.stderr.write(
      `${count(tally.failed, "case")} failed and ${tally.failed === 1 ? "has" : "have"} no prediction. Run the same command with --retry-failed to try again.\n`,
    );
    return 1;
  }
  return problems.some(({ level }) => level === "error") ? 1 : 0;
}

/** The outcome as other programs read it. */
function toJson({ end, tally, failures, problems, ...said }: PredictOutcome) {
  const { model, boxes, into, run, missing, finished, seconds } = said;
  const { cases, read, unreadable, failed, now } = tally;
  return {
    ...{
      model,
      run,
      [run === null ? "out" : "dataset"]: into,
      cases,
      read,
      unreadable,
      failed,
      missing,
      finished,
    },
    ...{ end: end.kind, why: whyOf(end, boxes), now, seconds, failures, problems },
  };
}

function whyOf(end: PredictOutcome["end"], boxes: BoxConvention): string | null {
  if (end.kind === "gave-up") return end.why;
  if (end.kind !== "other-boxes") return null;
  const { seen, todo } = describeJudgement(end.judgement, boxes);
  return `${seen} ${todo}`;
}

function describeOutcome({
  tally,
  model,
  into,
  run,
  missing,
  finished,
  written,
  problems,
  seconds,
  end,
}: PredictOutcome): string {
  const { cases, read, unreadable, failed, now } = tally;
  const speed = now > 0 ? `, ${now} of them now, in ${describeTime(seconds)}` : "";
  const place = run === null ? into : `${into}, run ${run}`;
  const lines = [
    `${model}: ${read} of ${count(cases, "case")} read${speed}.`,
    unreadable > 0
      ? `${count(unreadable, "answer")} could not be read whole: kept as ${unreadable === 1 ? "it is" : "they are"}, with the reason.`
      : null,
    failed > 0 ? `${failed} failed.` : null,
    written ? `Written to ${place}.` : null,
    !finished && end.kind === "done" && missing > failed
      ? `${count(missing, "case")} of the run ${missing === 1 ? "is" : "are"} still to be read, by its other parts or without --limit.`
      : null,
  ];
  const told = lines.filter((line) => line !== null).map((line) => `${printable(line)}\n`);
  return `${told.join("")}${problems.length > 0 ? `\n${describeProblems(problems)}` : ""}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
