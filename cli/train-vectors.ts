import { replaceFile } from "@/lib/jobs/predict/replace-file";
import { vectorsOf } from "@/lib/training/vectors";
import { CommandError } from "@/tooling/command-error";

/** Writes the answers that training's rewards are tested by, and says how many. @throws CommandError when it can't */
export async function writeVectors(file: string, singleTurn: boolean): Promise<void> {
  const vectors = vectorsOf(singleTurn);
  await replaceFile(file, linesOf(vectors)).catch((cause: Error) => {
    throw new CommandError(`${file} can’t be written: ${cause.message}.`);
  });
  process.stdout.write(`${vectors.length} answers with their rewards written to ${file}.\n`);
}

async function* linesOf(vectors: readonly object[]): AsyncGenerator<string> {
  for (const vector of vectors) yield JSON.stringify(vector);
}
