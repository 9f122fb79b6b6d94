import { spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { OUT_OF_FOLD, type Served, WHOLE } from "@/lib/baseline/chat/baseline-chooser";
import { serveBaseline } from "@/lib/baseline/chat/serve-baseline";
import { type NamedFit, nameFit } from "@/lib/baseline/fit/fit-file";
import { fitTrainSplit } from "@/lib/baseline/fit/fit-train-split";

/**
 * Makes the demo's predictions as any model's are made: fits the baseline on the train split, serves it, and has
 * `calot predict` read the test split, and the train split out of fold. `tsx demo/readers/predict.ts [FOLDER]`; the
 * folder is `demo/bundle` unless given.
 */
const bundle = process.argv[2] ?? fileURLToPath(new URL("../bundle", import.meta.url));
const calot = fileURLToPath(new URL("../../cli/calot.ts", import.meta.url));

/** Runs tell where their server was: always the same place, so that the same bundle gives the same files. */
const PORT = 8791;

const fit = nameFit(await fitTrainSplit(bundle, () => {}));
const server = await serveBaseline(fit, { host: "127.0.0.1", port: PORT, coordinates: "relative-1000" });
const made = await mkdtemp(path.join(tmpdir(), "calot-demo-"));
try {
  const runs = [await predict(WHOLE, "test", fit), await predict(OUT_OF_FOLD, "train", fit)];
  const folder = path.join(bundle, "predictions");
  // What is there is of frames, or of models, that are no longer the demo's.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const run of runs) await copyFile(run, path.join(folder, path.basename(run)));
  console.log(`${fit.name} has read both splits. The runs are in ${folder}.`);
} finally {
  await rm(made, { recursive: true, force: true });
  await server.stop();
}

async function predict(model: Served, split: "train" | "test", { name }: NamedFit): Promise<string> {
  const out = path.join(made, `${model}.jsonl`);
  const status = await run([
    ...["predict", "--base-url", `http://127.0.0.1:${PORT}/v1`, "--model", model],
    ...["--reference", bundle, "--split", split, "--checkpoint", name],
    ...["--out", out],
  ]);
  if (status !== 0) throw new Error(`calot predict ended with status ${status}.`);
  return out;
}

function run(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", calot, ...args], { stdio: "inherit" });
    child.on("error", reject).on("exit", resolve);
  });
}
