import { Command } from "commander";
import { migrate } from "@/lib/db/migrate";
import { givenLogins, startEmbedded } from "./database";

export function migrateCommand(): Command {
  return new Command("migrate")
    .description(
      "Bring the database to the schema of this version, as DATABASE_OWNER_URL where it is set, and give the login " +
        "of DATABASE_URL its rights. Needs no internet.",
    )
    .action(async () => {
      const given = givenLogins();
      const embedded = given ? null : await startEmbedded();
      try {
        const applied = await migrate(given ?? embedded!.logins);
        for (const name of applied) process.stdout.write(`applied ${name}\n`);
        if (applied.length === 0) process.stdout.write("The database is up to date.\n");
      } finally {
        await embedded?.cluster.release();
      }
    });
}
