import { Command } from "commander";
import { migrate } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { startEmbedded } from "./database";

export function migrateCommand(): Command {
  return new Command("migrate")
    .description("Bring the database to the schema of this version. Needs no internet.")
    .action(async () => {
      const given = env().DATABASE_URL;
      const embedded = given ? null : await startEmbedded();
      try {
        const applied = await migrate(given ?? embedded!.url);
        for (const name of applied) process.stdout.write(`applied ${name}\n`);
        if (applied.length === 0) process.stdout.write("The database is up to date.\n");
      } finally {
        await embedded?.cluster.release();
      }
    });
}
