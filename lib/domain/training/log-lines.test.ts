import { expect, test } from "vitest";
import { curvesOfLog } from "./log-lines";

test("lines of ms-swift: steps, rewards by the paper’s names, lengths, and the steps that were planned", () => {
  const line = (step: number, over: object) => ({
    loss: 0.01,
    "global_step/max_steps": `${step}/80`,
    "completions/mean_length": 120.5,
    "completions/min_length": 80,
    "completions/max_length": 200,
    "completions/clipped_ratio": 0.125,
    reward: 1.5,
    reward_std: 0.3,
    ...over,
  });
  expect(
    curvesOfLog([
      line(1, {
        "rewards/SurgoRecall/mean": 0.4,
        "rewards/SurgoRecall/std": 0.1,
        "rewards/SurgoPhase/mean": 0.5,
      }),
      { eval_reward: 2, "global_step/max_steps": "1/80" },
      line(2, { "rewards/SurgoPhase/mean": 0.75, reward: Number.NaN, brevity: 1 }),
      { train_runtime: 12, "global_step/max_steps": "80/80" },
    ]),
  ).toEqual({
    planned: 80,
    curves: {
      steps: [1, 2],
      rewards: { phase: [0.5, 0.75], recall: [0.4, null] },
      measures: {
        reward: [1.5, null],
        length: [120.5, 120.5],
        shortest: [80, 80],
        longest: [200, 200],
        cut: [0.125, 0.125],
      },
    },
  });
});

test("the history of a trainer’s state, and names of earlier versions", () => {
  expect(
    curvesOfLog([{ step: 5, reward: 2, "rewards/iou_reward": 0.25, completion_length: 7 }]).curves,
  ).toEqual({ steps: [5], rewards: { iou: [0.25] }, measures: { reward: [2], length: [7] } });
});

test("rewards that the paper doesn’t have keep their names, after those that it has", () => {
  const { rewards } = curvesOfLog([
    { step: 1, "rewards/brevity/mean": 1, "rewards/phase_and_format/mean": 2, "rewards/my_iou/mean": 3 },
  ]).curves;
  expect(Object.entries(rewards)).toEqual([
    ["iou", [3]],
    ["brevity", [1]],
    ["phase_and_format", [2]],
  ]);
});

test("a training that was resumed from an earlier step goes on from there", () => {
  const { curves } = curvesOfLog([1, 2, 3, 4, 3, 4, 5].map((step, index) => ({ step, reward: index })));
  expect(curves.steps).toEqual([1, 2, 3, 4, 5]);
  expect(curves.measures.reward).toEqual([0, 1, 4, 5, 6]);
});

test.each([
  [{ step: 1.5, reward: 1 }],
  [{ step: -1, reward: 1 }],
  [{ step: "1", reward: 1 }],
  [{ step: 1e12, reward: 1 }],
  [{ step: 1 }],
  [{ step: 1, reward: "1" }],
  [{ "global_step/max_steps": "one/2", reward: 1 }],
])("%o is no step", (line) => {
  expect(curvesOfLog([line]).curves.steps).toEqual([]);
});
