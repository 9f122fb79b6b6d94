import { Command } from "commander";
import { rebuildEstimates } from "@/lib/services/estimates/rebuild-estimates";
import { rebuildFigures } from "@/lib/services/kept-figures/rebuild-figures";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { formatTable } from "./table";

export function figuresCommand(): Command {
  return new Command("figures")
    .description("The figures and estimates that are kept beside the attempts.")
    .addCommand(
      new Command("rebuild")
        .description(
          "Makes all kept figures and estimates from scratch, tells how the kept ones differed, and puts those right. The server may\n" +
            "run meanwhile: pages show the kept figures until it is done. Exit status 1 where any row differed.",
        )
        .action(rebuild),
    );
}

async function rebuild(): Promise<void> {
  await withDatabase(async (db) => {
    const progress = startProgress();
    try {
      const figures = await rebuildFigures(db, new Date(), (done, total) =>
        progress.update(done < total ? "attempts" : "comparing", done, total),
      );
      const estimates = await rebuildEstimates(db, (done, total) =>
        progress.update("estimates", done, total),
      );
      const differences = [...figures, ...estimates];
      progress.end();
      process.stdout.write(
        formatTable(
          [
            { name: "table" },
            { name: "kept", align: "right" },
            { name: "from scratch", align: "right" },
            { name: "different", align: "right" },
          ],
          differences.map(({ table, kept, made, different }) => [table, kept, made, different]),
        ),
      );
      const different = differences.reduce((sum, each) => sum + each.different, 0);
      if (different > 0) {
        throw new CommandError(`${different} rows differed from what the attempts say. They are right now.`);
      }
    } finally {
      progress.end();
    }
  });
}
