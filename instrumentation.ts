import type { Instrumentation } from "next";
import { isUnreachable } from "@/lib/db/errors";
import { noteUnreached, REQUEST_HEADER } from "@/lib/http/unreached";

/** Tells the server's front which pages failed for want of the database: Next would say 500 of them, as of any failure. */
export const onRequestError: Instrumentation.onRequestError = (error, { headers }) => {
  const request = headers[REQUEST_HEADER];
  if (typeof request === "string" && isUnreachable(error)) noteUnreached(request);
};
