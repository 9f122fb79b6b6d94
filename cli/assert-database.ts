import { text } from "@/lib/db/columns";
import { assertMigrated } from "@/lib/db/migrate";
import { database } from "@/lib/db/served";
import { statement } from "@/lib/db/statement";
import { log } from "@/lib/log";

const statementTimeout = statement({
  name: "statement-timeout",
  row: { limit: text },
  sql: "SELECT current_setting('statement_timeout') AS limit",
});

/**
 * What a server or a worker needs of its database before it begins.
 *
 * @throws MigrationError where it is not at this version's schema; and what Postgres, or a pooler before it, refuses
 */
export async function assertDatabase(url: string): Promise<void> {
  await assertMigrated(url);
  // By a connection as all others are, which a pooler may refuse.
  const { limit } = await database().get(statementTimeout);
  if (limit === "0") {
    log().warn(
      "Postgres lets a statement run for ever. Give the pooler’s database connect_query='SET statement_timeout = 60000'.",
    );
  }
}
