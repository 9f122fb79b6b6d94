import type { Instrumentation } from "next";
import { isUnreachable } from "@/lib/db/errors";
import { noteUnreached, REQUEST_HEADER } from "@/lib/http/unreached";
import { log } from "@/lib/log";
import { comesBack, type OutOfReach, readMark } from "@/lib/words/out-of-reach";

const WANTING: Readonly<Record<OutOfReach, string>> = {
  database: "the database can't be reached",
  storage: "the place of the frames can't be reached",
  "storage-full": "the place of the frames is full",
  "storage-damaged": "a file in the place of the frames is damaged",
  "storage-unusable": "the place of the frames can't be used",
};

/**
 * Tells the server's front which pages failed because the database or the storage is away: Next would say 500 of them, as of
 * any failure. And the log, with the number that the page shows and that of the request.
 */
export const noteFailedPage: Instrumentation.onRequestError = (error, { headers }, { routePath }) => {
  const request = headers[REQUEST_HEADER];
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const wanting = readMark(digest)?.what ?? (isUnreachable(error) ? "database" : null);
  if (typeof request === "string" && wanting && comesBack(wanting)) noteUnreached(request);
  if (wanting) log().error({ err: error, request, route: routePath }, WANTING[wanting]);
  else
    log().error(
      { err: error, id: digest || undefined, request, route: routePath },
      "a page could not be shown",
    );
};
