import { Command } from "commander";
import { type Logins, migrate, pendingMigrations } from "@/lib/db/migrate";
import { givenLogins, startEmbedded } from "./database";

export function migrateCommand(): Command {
  return new Command("migrate")
    .description(
      "Bring the database to the schema of this version, as DATABASE_OWNER_URL where it is set, and give the login " +
        "of DATABASE_URL its rights. Needs no internet.",
    )
    .option(
      "--dry-run",
      "tell what would be applied, and whether servers may go on meanwhile; change nothing",
      false,
    )
    .action(async ({ dryRun }: { dryRun: boolean }) => {
      const given = givenLogins();
      const embedded = given ? null : await startEmbedded();
      try {
        const logins = given ?? embedded!.logins;
        process.stdout.write(await (dryRun ? plan(logins) : apply(logins)));
      } finally {
        await embedded?.cluster.release();
      }
    });
}

const UP_TO_DATE = "The database is up to date.\n";

async function apply(logins: Logins): Promise<string> {
  const applied = await migrate(logins);
  return applied.length === 0 ? UP_TO_DATE : applied.map((name) => `applied ${name}\n`).join("");
}

async function plan(logins: Logins): Promise<string> {
  const pending = await pendingMigrations(logins);
  if (pending.length === 0) return UP_TO_DATE;
  const lines = pending.map(
    ({ name, mark }) =>
      `${name}: ${mark?.rolling ? "rolling" : "not rolling"}${mark ? `, because ${mark.because}` : ""}\n`,
  );
  return lines
    .concat(
      pending.every(({ mark }) => mark?.rolling)
        ? "Servers of the version before go on while these are applied, and after.\n"
        : "Stop the servers of the version before first: they can’t go on beside all of these.\n",
    )
    .join("");
}
