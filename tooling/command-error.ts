import { isDiskFull, isPooled, isUnreachable, loginRefusal } from "@/lib/db/errors";

/** A failure that its message explains to whoever ran the command. */
export class CommandError extends Error {}

/** Ends a command that went wrong: one sentence for what was to be expected, all there is for a bug. */
export function exitWithError(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

/** What went wrong, as whoever ran a command is told. */
export function explain(error: unknown): string {
  if (isPooled(error)) {
    return "A pooler stands before Postgres (PgBouncer, or its like). Set DATABASE_POOLER=transaction.";
  }
  if (isUnreachable(error))
    return "The database can’t be reached. Check DATABASE_URL, and that Postgres runs.";
  const refused = refusalOfLogin(error);
  if (refused !== null) return refused;
  if (isDiskFull(error))
    return "The disk is full. Nothing half-done was kept; free some space and run it again.";
  if (!(error instanceof Error)) return String(error);
  return isExpected(error) ? error.message : (error.stack ?? error.message);
}

/** Why Postgres let nobody in, as a sentence; null where it did. */
function refusalOfLogin(error: unknown): string | null {
  switch (loginRefusal(error)) {
    case "password":
      return "Postgres refuses the user or the password of DATABASE_URL. Check both.";
    case "no-database":
      return "Postgres has no database of the name in DATABASE_URL. Check the name, or make it with createdb.";
    case "not-allowed":
      return "The user of DATABASE_URL may not connect to this database, or may not read its tables. Ask whoever runs Postgres.";
    default:
      return null;
  }
}

function isExpected(error: Error): boolean {
  return (
    error.constructor !== Error &&
    /^(Backup|Catalogue|Command|Damaged|Dump|EmbeddedPostgres|Environment|Migration|OtherKey|Storage\w*)Error$/.test(
      error.constructor.name,
    )
  );
}
