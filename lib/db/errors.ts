/** Whether an error is Postgres refusing a second row under a unique index, and under which. */
export function uniqueViolation(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === "23505" && typeof constraint === "string" ? constraint : null;
}

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
]);

/** Whether an error means that Postgres can't be reached, is starting or is going down. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // Class 08 are connection errors, 57P01 to 57P03 a server that goes down or comes up, 53300 one that is full.
  if (typeof code === "string" && (CONNECTION_CODES.has(code) || /^(08\w{3}|57P0[1-3]|53300)$/.test(code)))
    return true;
  if (/Connection terminated|timeout exceeded when trying to connect|connection timeout/i.test(error.message))
    return true;
  if (error instanceof AggregateError) return error.errors.some(isUnreachable);
  return error.cause !== undefined && isUnreachable(error.cause);
}
