import type { Instrumentation } from "next";
import { isUnreachable } from "@/lib/db/errors";
import { noteUnreached, REQUEST_HEADER } from "@/lib/http/unreached";
import { log } from "@/lib/log";
import { type OutOfReach, readMark } from "@/lib/words/out-of-reach";

const AWAY: Readonly<Record<OutOfReach, string>> = {
  database: "the database can't be reached",
  storage: "the place of the frames can't be reached",
};

/**
 * Tells the server's front which pages failed for want of the database or the storage: Next would say 500 of them, as of
 * any failure. And the log, with the number that the page shows and that of the request.
 */
export const noteFailedPage: Instrumentation.onRequestError = (error, { headers }, { routePath }) => {
  const request = headers[REQUEST_HEADER];
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const away = readMark(digest)?.what ?? (isUnreachable(error) ? "database" : null);
  if (typeof request === "string" && away) noteUnreached(request);
  if (away) log().error({ err: error, request, route: routePath }, AWAY[away]);
  else
    log().error(
      { err: error, id: digest || undefined, request, route: routePath },
      "a page could not be shown",
    );
};
