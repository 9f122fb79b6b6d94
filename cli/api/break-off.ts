import type { ServerResponse } from "node:http";
import { log } from "@/lib/log";

/**
 * Ends the connection of an answer that can't be brought to its end, so that nobody takes a part of it for all. Why stands in the
 * log, unless who asked has gone.
 */
export function breakOff(response: ServerResponse, error: unknown): void {
  // Its connection was closed, and not by what failed here.
  const gone = response.destroyed && !response.errored;
  if (!gone) log().error({ err: error }, "an answer was broken off");
  response.destroy();
}
