import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { OUT_OF_FOLD, WHOLE } from "@/lib/baseline/chat/baseline-chooser";
import { boxProblem } from "@/lib/domain/geometry";
import { frameKey } from "@/lib/resgo/layout";
import { readPredictions } from "@/lib/resgo/predictions";
import { type Bundle, readBundle } from "@/lib/resgo/read-bundle";

const folder = fileURLToPath(new URL("../bundle", import.meta.url));
let bundle: Bundle;

beforeAll(async () => {
  bundle = await readBundle(folder);
});

test("the demo has the baseline’s two runs and no other", () => {
  expect([...bundle.predictions].sort()).toEqual([
    `predictions/${OUT_OF_FOLD}.jsonl`,
    `predictions/${WHOLE}.jsonl`,
  ]);
});

test.each([
  [WHOLE, "test"],
  [OUT_OF_FOLD, "train"],
])("%s has read the %s split, each frame of it and no other", async (model, split) => {
  const { manifest, lines, problems } = await readPredictions(`${folder}/predictions/${model}.jsonl`, model);
  expect(problems).toEqual([]);
  expect(manifest.model).toBe(model);
  expect(manifest.checkpoint).toMatch(/-[0-9a-f]{8}$/);
  const samples = new Map(
    bundle.samples.filter((sample) => sample.split === split).map((sample) => [frameKey(sample), sample]),
  );
  expect(lines.map(frameKey).sort()).toEqual([...samples.keys()].sort());
  for (const line of lines) {
    expect(line.error).toBeNull();
    expect(boxProblem(line.box!, samples.get(frameKey(line))!.picture)).toBeNull();
  }
});

test("both are of one fit", async () => {
  const checkpoints = await Promise.all(
    [WHOLE, OUT_OF_FOLD].map(
      async (model) =>
        (await readPredictions(`${folder}/predictions/${model}.jsonl`, model)).manifest.checkpoint,
    ),
  );
  expect(checkpoints[0]).toBe(checkpoints[1]);
});
