import { Command } from "commander";
import { type NamedFit, writeFit } from "@/lib/baseline/fit/fit-file";
import { fitTrainSplit, NothingToFitOn } from "@/lib/baseline/fit/fit-train-split";
import { PictureError } from "@/lib/baseline/look/decode-pixels";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { BundleError } from "@/lib/resgo/list-files";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { formatTable, printable } from "./table";

export function baselineFitCommand(): Command {
  return new Command("baseline-fit")
    .description("Fit the baseline, a small reader without deep learning, on a bundle’s train split.")
    .argument("<dir>", "the bundle’s folder")
    .requiredOption("--out <file>", "where the fit is written (JSON)")
    .action(async (folder: string, { out }: { out: string }) => {
      const fit = await fitShowingProgress(folder);
      const named = await writeFit(out, fit).catch((cause: Error) => {
        throw new CommandError(`${out} can’t be written: ${cause.message}.`);
      });
      process.stdout.write(describeFit(named));
    });
}

/** Fits on a bundle's train split. @throws CommandError when it can't */
export async function fitShowingProgress(folder: string) {
  const progress = startProgress();
  try {
    return await fitTrainSplit(folder, (stage, done, total) => progress.update(stage, done, total));
  } catch (cause) {
    if (cause instanceof BundleError || cause instanceof PictureError || cause instanceof NothingToFitOn) {
      throw new CommandError(cause.message);
    }
    throw cause;
  } finally {
    progress.end();
  }
}

/** What a fit is of, and how it and an answer without looking did on videos that it had not seen. */
export function describeFit({ name, fittedOn, trials, choice }: NamedFit): string {
  const { dataset, videos, frames } = fittedOn;
  const head =
    `${printable(name)}: fitted on ${count(frames, "frame")} of ${count(videos.length, "video")}, ` +
    `the train split of ${printable(dataset)}.\n`;
  if (!trials) return `${head}With one video alone, nothing can be said of how well it reads.\n`;
  const phase = trials.phase.find(({ strength }) => strength === choice.strength)!;
  const zone = trials.zone.find(
    ({ bandwidth, appearance }) => bandwidth === choice.bandwidth && appearance === choice.appearance,
  )!;
  const row = (label: string, figures: { accuracy: number; acc25: number; mIoU: number }) => [
    label,
    ...[figures.accuracy, figures.acc25, figures.mIoU].map((value) => (100 * value).toFixed(1)),
  ];
  const table = formatTable(
    [
      { name: "leaving out one video at a time" },
      { name: "phase Acc, %", align: "right" },
      { name: `CA@${HIT_IOU}, %`, align: "right" },
      { name: "CmIoU, %", align: "right" },
    ],
    [
      row("baseline", { accuracy: phase.accuracy, acc25: zone.acc25, mIoU: zone.mIoU }),
      row("without looking", trials.floor),
    ],
  );
  return `${head}\n${table}\nThe zones were read with the phase given. Its settings were chosen by the same figures, which so are a little too good.\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
