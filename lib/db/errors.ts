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

/** What Prisma's adapter calls the same, where it does not hand on the driver's code. */
const CONNECTION_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);

/** Whether an error means that Postgres can't be reached now: it is away, starts, goes down, or is busy. */
export function isUnreachable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, originalCode, kind } = error as Record<string, unknown>;
  if (meansAway(code) || meansAway(originalCode)) return true;
  if (typeof kind === "string" && CONNECTION_KINDS.has(kind)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if (
    error instanceof Error &&
    /Connection terminated|connection timeout|timeout expired|Query read timeout|is not queryable/i.test(
      error.message,
    )
  )
    return true;
  return isBusy(error) || reasonsOf(error).some(isUnreachable);
}

/** What Postgres says where it may only be read: it is, or became, the standby of another. */
export const READ_ONLY = "25006";

// Class 08 are connection errors, 57P01 to 57P03 a server that goes down or comes up, 53300 one that is full.
const meansAway = (code: unknown): boolean =>
  typeof code === "string" &&
  (CONNECTION_CODES.has(code) || /^(08\w{3}|57P0[1-3]|53300)$/.test(code) || code === READ_ONLY);

/** Whether an error is a pooler's that refuses what a session of Postgres is asked as it opens. */
export function isPooled(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof Error && /unsupported startup parameter/i.test(error.message)) return true;
  return reasonsOf(error).some(isPooled);
}

/** Whether an error means that others changed first what a transaction of one moment was to change. */
export function isOvertaken(error: unknown): boolean {
  return typeof error === "object" && error !== null && (error as { code?: unknown }).code === "40001";
}

const LOGIN_REFUSALS = new Map([
  ["28P01", "password"],
  ["28000", "password"],
  ["3D000", "no-database"],
  ["42501", "not-allowed"],
] as const);

/** Why Postgres let a login not in: a wrong user or password, no such database, or no right to it; null where it did. */
export function loginRefusal(error: unknown): "password" | "no-database" | "not-allowed" | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, originalCode } = error as Record<string, unknown>;
  for (const each of [code, originalCode]) {
    const found = LOGIN_REFUSALS.get(each as "28P01");
    if (found) return found;
  }
  return (
    reasonsOf(error)
      .map(loginRefusal)
      .find((found) => found !== null) ?? null
  );
}

/** Whether an error means that a disk is full: Postgres', or one that a file was to be written to. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, originalCode } = error as Record<string, unknown>;
  if (FULL_CODES.has(code) || FULL_CODES.has(originalCode)) return true;
  return reasonsOf(error).some(isDiskFull);
}

const FULL_CODES = new Set<unknown>(["ENOSPC", "EDQUOT", "53100"]);

/** What an error says it comes from; Prisma keeps what its adapter met apart. */
function reasonsOf(error: object): unknown[] {
  const { cause, meta } = error as {
    cause?: unknown;
    meta?: { driverAdapterError?: unknown };
  };
  return [cause, meta?.driverAdapterError];
}

const BUSY = /timeout exceeded when trying to connect|unable to start a transaction in the given time/i;

/** Whether an error means that every connection stayed in use for longer than a request waits for its turn. */
export function isBusy(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof Error && BUSY.test(error.message)) return true;
  return reasonsOf(error).some(isBusy);
}
