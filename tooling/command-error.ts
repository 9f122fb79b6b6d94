import { isDiskFull, isUnreachable } from "@/lib/db/errors";

/** A failure that its message explains to whoever ran the command. */
export class CommandError extends Error {}

/** Ends a command that went wrong: one sentence for what was to be expected, all there is for a bug. */
export function exitWithError(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (isUnreachable(error))
    return "The database can’t be reached. Check DATABASE_URL, and that Postgres runs.";
  if (isDiskFull(error))
    return "The disk is full. Nothing half-done was kept; free some space and run it again.";
  if (!(error instanceof Error)) return String(error);
  return isExpected(error) ? error.message : (error.stack ?? error.message);
}

function isExpected(error: Error): boolean {
  return (
    error.constructor !== Error &&
    /^(Command|Catalogue|Migration|EmbeddedPostgres|Environment)Error$/.test(error.constructor.name)
  );
}
