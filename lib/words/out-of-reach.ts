/** What a page is made of, and may be out of reach. */
export type OutOfReach = "database" | "storage";

const MARK = /^out-of-reach:(database|storage):([\w.-]*)$/;

/**
 * What marks the failure of a page for want of something, on its way to the browser: of an error there is a digest there,
 * and nothing else.
 *
 * @param request the number of the request
 */
export const markOf = (what: OutOfReach, request: string | undefined): string =>
  `out-of-reach:${what}:${request ?? ""}`;

/** What such a mark says; null for any other digest. */
export function readMark(digest: string): { what: OutOfReach; request: string | undefined } | null {
  const [, what, request] = MARK.exec(digest) ?? [];
  return what ? { what: what as OutOfReach, request: request || undefined } : null;
}
