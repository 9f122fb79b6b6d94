import { expect, test } from "vitest";
import { isOfTraining, readCheckpoint } from "./checkpoint";

test.each([
  ["80", null, 80],
  [" checkpoint-80 ", null, 80],
  ["checkpoint-80/", null, 80],
  ["step 80", null, 80],
  ["global_step_80", null, 80],
  ["stage2/checkpoint-80", "stage2", 80],
  ["output/stage2/checkpoint-80", "output/stage2", 80],
  [String.raw`C:\runs\stage2\checkpoint-80`, String.raw`C:\runs\stage2`, 80],
  ["stage 2, step 80", "stage 2", 80],
])("%s is a step of a training", (told, training, step) => {
  expect(readCheckpoint(told)).toEqual({ training, step });
});

test.each([
  null,
  "",
  "main",
  "Qwen3-VL-8B",
  "surgo-1a2b3c4d",
  "surgo-12345678",
  "last-step",
  "checkpoint-",
  "1e3",
  "9".repeat(10),
])("%s tells of no step", (told) => {
  expect(readCheckpoint(told)).toBeNull();
});

test("a checkpoint is of the training that it names, or of its model’s only one", () => {
  const of = (told: string, name: string, trainings: number) =>
    isOfTraining(readCheckpoint(told)!, name, trainings);
  expect(of("80", "stage2", 1)).toBe(true);
  expect(of("80", "stage2", 2)).toBe(false);
  expect(of("stage2/checkpoint-80", "stage2", 2)).toBe(true);
  expect(of("out/stage2/checkpoint-80", "stage2", 2)).toBe(true);
  expect(of("mystage2/checkpoint-80", "stage2", 1)).toBe(false);
  expect(of("stage1/checkpoint-80", "stage2", 1)).toBe(false);
});
