import { randomBytes } from "node:crypto";
import { Command, InvalidArgumentError } from "commander";
import { hashPassword } from "@/lib/auth/password";
import { makeBenchData, refusalOf } from "@/lib/jobs/bench-data/make-bench-data";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";

type Options = {
  cases: number;
  sets: number;
  attempts: number;
  residents?: number;
  cohorts?: number;
  seed: number;
  force?: boolean;
};

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000_000) {
    throw new InvalidArgumentError("A whole number of at least 1.");
  }
  return value;
}

export function benchDataCommand(): Command {
  return new Command("bench-data")
    .description(
      "Fills an empty database with an institution of any size, for measuring: no real people, no pictures.",
    )
    .option("--cases <number>", "cases, fifty a video", wholeNumber, 10_000)
    .option(
      "--sets <number>",
      "case sets of 25; three in five are published and assigned to a cohort",
      wholeNumber,
      200,
    )
    .option("--attempts <number>", "first attempts, over two years", wholeNumber, 1_000_000)
    .option(
      "--residents <number>",
      "by default one for each 2,000 attempts, and enough that none has answered more than half of the cases",
      wholeNumber,
    )
    .option(
      "--cohorts <number>",
      "cohorts that the residents are spread over; by default one for each 25, each tenth of them of 40",
      wholeNumber,
    )
    .option("--seed <number>", "the same seed, the same rows", wholeNumber, 1)
    .option("--force", "also where the database holds other people’s data")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { cases, attempts, force = false } = options;
  const residents =
    options.residents ?? Math.max(20, Math.ceil((2 * attempts) / cases), Math.ceil(attempts / 2000));
  const cohorts = options.cohorts ?? Math.max(1, Math.round(residents / 25));
  if (attempts > residents * cases) {
    throw new CommandError(
      "A resident has one first attempt at a case: name more residents, or fewer attempts.",
    );
  }
  await withDatabase(async (db) => {
    const refusal = await refusalOf(db, force);
    if (refusal) throw new CommandError(refusal);
    const password = randomBytes(12).toString("base64url");
    const progress = startProgress();
    try {
      await makeBenchData(
        db,
        { ...options, residents, cohorts },
        await hashPassword(password),
        new Date(),
        (what, done, total) => progress.update(what, done, total),
      );
    } finally {
      progress.end();
    }
    process.stdout.write(
      `${cases} cases, ${options.sets} sets, ${attempts} attempts of ${residents} residents in ${cohorts} cohorts.\n` +
        `Sign in as faculty@bench.example, director@…, admin@… or resident@…; password, shown only now: ${password}\n`,
    );
    // Only the owner of the tables may update the planner's statistics (ANALYZE).
  }, "owner");
}
