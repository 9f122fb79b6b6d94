import { randomUUID } from "node:crypto";

/** As proxies write them: no sign that a log, a header or a query would take for anything else. */
const WELL_FORMED = /^[\w.-]{8,64}$/;

/** The number of a request: a trusted proxy's, where it gives one that is well-formed, or one of our own. */
export function requestId(given: string | undefined, trustedProxies: number): string {
  return trustedProxies > 0 && given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
}
