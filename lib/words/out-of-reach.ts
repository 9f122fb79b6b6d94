/**
 * What a page is made of, and why it can't be had: the database or the storage is away, or the storage has no room, keeps
 * something else than was put there, or can't be used as it is set up.
 */
const OUT_OF_REACH = ["database", "storage", "storage-full", "storage-damaged", "storage-unusable"] as const;
export type OutOfReach = (typeof OUT_OF_REACH)[number];

const MARK = new RegExp(`^out-of-reach:(${OUT_OF_REACH.join("|")}):([\\w.-]*)$`);

/** Whether it comes back without anybody's doing, so that the same may be asked again in a moment. */
export const comesBack = (what: OutOfReach): boolean => what === "database" || what === "storage";

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
