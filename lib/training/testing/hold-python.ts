import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** What the tests of a file of training's Python say, of lines by the variables that name their files. */
export async function holdPython(
  tests: string,
  files: Readonly<Record<string, Iterable<object>>> = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-rewards-"));
  try {
    const named: Record<string, string> = {};
    for (const [variable, lines] of Object.entries(files)) {
      named[variable] = path.join(folder, variable);
      await writeFile(named[variable], Array.from(lines, (line) => `${JSON.stringify(line)}\n`).join(""));
    }
    return await runTests(tests, named);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runTests(tests: string, named: Readonly<Record<string, string>>): Promise<string> {
  const args = ["-W", "error", "-m", "unittest", "discover", "-s", "deploy/gpu/train/tests", "-p", tests];
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...named };
  return new Promise((resolve, reject) => {
    execFile("python3", args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, _, said) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve(said);
    });
  });
}
