// The tests that take many minutes, against the production build: `npm run test:long`, or with a file's name only that.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { buildIfChanged } from "@/tooling/build";

const files = process.argv.slice(2);
const isJourney = (file: string): boolean => file.endsWith(".spec.ts");
const journeys = files.length === 0 ? ["e2e/wild.spec.ts"] : files.filter(isJourney);

await buildIfChanged(".calot", (line) => process.stdout.write(`${line}\n`));
let failed = 0;
if (files.length === 0 || files.some((file) => !isJourney(file))) {
  failed += await run("vitest", ["run", "--project", "long", ...files.filter((file) => !isJourney(file))]);
}
if (journeys.length > 0) {
  const seed = process.env.CALOT_WILD_SEED ?? String(randomInt(2 ** 31));
  process.stdout.write(`Wild requests: 10,000, by the seed ${seed} (CALOT_WILD_SEED).\n`);
  failed += await run("playwright", ["test", ...journeys], {
    CALOT_WILD_REQUESTS: "10000",
    CALOT_WILD_SEED: seed,
  });
}
process.exit(failed);

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  return new Promise((resolve) => child.once("close", (status) => resolve(status === 0 ? 0 : 1)));
}
