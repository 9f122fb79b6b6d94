import { randomUUID } from "node:crypto";
import { RateLimiterRes } from "rate-limiter-flexible";
import { isBusy, isDiskFull, isUnreachable } from "@/lib/db/errors";
import { plural, t } from "@/lib/language/t";
import { log } from "@/lib/log";
import { StorageAwayError, StorageError, StorageFullError } from "@/lib/storage/frame-storage";
import { underWay } from "@/lib/under-way";
import { problem } from "./problem";

const SOON = { "retry-after": "2" };

/** What people are told of what was thrown; the log has it as it is. */
export function errorResponse(error: unknown): Response {
  if (error instanceof RateLimiterRes) {
    const seconds = Math.ceil(error.msBeforeNext / 1000);
    return problem(429, t`Too many requests. Wait ${plural(seconds, "# second", "# seconds")}, then go on.`, {
      "retry-after": String(seconds),
    });
  }
  if (isBusy(error)) {
    log().warn({ err: error }, "every connection to the database stayed in use");
    return problem(
      503,
      t`Calot has too much to do just now. Nothing was stored; try again in a moment.`,
      SOON,
    );
  }
  if (isUnreachable(error)) {
    log().error({ err: error }, "the database can't be reached");
    return problem(
      503,
      t`The database can’t be reached just now. What you sent may be stored all the same: look, then try again.`,
      SOON,
    );
  }
  if (error instanceof StorageAwayError) {
    log().error({ err: error }, "the place of the frames can't be reached");
    return problem(
      503,
      t`The place of the pictures can’t be reached just now. What you sent may be stored all the same: look, then try again.`,
      SOON,
    );
  }
  if (error instanceof StorageFullError || isDiskFull(error)) {
    log().error({ err: error }, "a disk is full");
    return problem(
      507,
      t`Calot’s disk is full, and this was not stored. Ask whoever runs it to make room, then try again.`,
    );
  }
  const id = underWay()?.id ?? randomUUID();
  if (error instanceof StorageError) {
    log().error({ err: error, id }, "the place of the frames can't be used");
    return problem(
      500,
      t`The place of the pictures can’t be used. Look whether it was stored before you try again, and tell your IT this number, under which the log says why: ${id}`,
    );
  }
  log().error({ err: error, id }, "unexpected error");
  return problem(
    500,
    t`Something went wrong on our side. Look whether it was stored before you try again. If it stays so, tell your IT this number: ${id}`,
  );
}
