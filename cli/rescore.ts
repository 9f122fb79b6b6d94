import { Command } from "commander";
import { METRIC_VERSION } from "@/lib/domain/scoring/score";
import { rescoreAttempts } from "@/lib/jobs/rescore/rescore-attempts";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { formatTable } from "./table";

type Options = { all: boolean; dryRun: boolean; json: boolean };

export function rescoreCommand(): Command {
  return new Command("rescore")
    .description(
      "Scores attempts by the metric of this version, each by the reference it was scored by: those that an older\n" +
        "metric scored. Old scores are kept beside the new. The server may run meanwhile; killed, it goes on when it is\n" +
        "run again.",
    )
    .option("--all", "every attempt, those of this version's metric too", false)
    .option("--dry-run", "write nothing; tell how many scores would change", false)
    .option("--json", "print the counts as one JSON object", false)
    .action(run);
}

async function run({ all, dryRun, json }: Options): Promise<void> {
  await withDatabase(async (db) => {
    const progress = startProgress();
    try {
      const institutions = await rescoreAttempts(db, {
        now: new Date(),
        all,
        dryRun,
        onProgress: (done, total) => progress.update("attempts", done, total),
      });
      progress.end();
      const sum = (count: "attempts" | "changed"): number =>
        institutions.reduce((total, each) => total + each[count], 0);
      const report = {
        metricVersion: METRIC_VERSION,
        dryRun,
        attempts: sum("attempts"),
        changed: sum("changed"),
      };
      process.stdout.write(
        json
          ? `${JSON.stringify({ ...report, institutions })}\n`
          : institutions.length === 0
            ? `Every score is of metric ${METRIC_VERSION}: nothing to do.\n`
            : formatTable(
                [
                  { name: "institution" },
                  { name: "scored anew", align: "right" },
                  { name: "another score", align: "right" },
                ],
                institutions.map(({ institution, attempts, changed }) => [institution, attempts, changed]),
              ),
      );
    } finally {
      progress.end();
    }
  });
}
