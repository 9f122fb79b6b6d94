import type { Instrumentation } from "next";
import { isUnreachable } from "@/lib/db/errors";
import { noteUnreached, REQUEST_HEADER } from "@/lib/http/unreached";
import { log } from "@/lib/log";

/**
 * Tells the server's front which pages failed for want of the database: Next would say 500 of them, as of any failure.
 * And the log, with the number that the page shows and that of the request.
 */
export const onRequestError: Instrumentation.onRequestError = (error, { headers }, { routePath }) => {
  const request = headers[REQUEST_HEADER];
  const away = isUnreachable(error);
  if (typeof request === "string" && away) noteUnreached(request);
  const id = error instanceof Error && "digest" in error ? error.digest : undefined;
  if (away) log().error({ err: error, request, route: routePath }, "the database can't be reached");
  else log().error({ err: error, id, request, route: routePath }, "a page could not be shown");
};
