import { isDeepStrictEqual } from "node:util";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { findUserOfSession, supposedUser } from "@/lib/auth/actor";
import { claimsOfToken, sessionCookieName } from "@/lib/auth/session";
import type { Queryable } from "@/lib/db/queryable";
import { database } from "@/lib/db/served";
import { supposing } from "@/lib/db/supposing";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { cookieOf } from "./cookie-of";

let limiter: RateLimiterMemory | undefined;

/** A request with a token of ours. Whether the session goes on, and who may what, is still to be asked. */
type Admitted = Omit<Context, "actor" | "sessionId"> & { readonly sessionId: string };

type Caller = Context & {
  /** When the person last typed the password; left out while it is only supposed who asks. */
  readonly confirmedAt?: Date;
};

/** Null for a request without a token that holds. Throws where its person asks too often. */
export async function admit(request: Request): Promise<Admitted | null> {
  const claims = await claimsOfToken(cookieOf(request, sessionCookieName()));
  // A page names the person it was made for. After somebody else signed in, its requests are refused: they would
  // count as that person's.
  const reader = request.headers.get("calot-reader");
  if (!claims || (reader !== null && reader !== claims.userId)) return null;
  limiter ??= new RateLimiterMemory({ points: env().REQUESTS_PER_MINUTE, duration: 60 });
  await limiter.consume(claims.userId);
  const now = new Date();
  return { sessionId: claims.sessionId, now, db: database(), ...clockOf(request, now) };
}

/** Who asks; null for nobody who is signed in. */
async function findCaller(
  admitted: Admitted,
  on: Queryable,
): Promise<(Caller & { unaccepted: boolean }) | null> {
  const asking = await findUserOfSession(on, admitted.sessionId, admitted.now);
  return asking && { ...admitted, ...asking };
}

/** Who asks has the institution's privacy notice to accept first. */
export const UNACCEPTED = Symbol("unaccepted");

type Options = {
  /** It is for those too who have the privacy notice to accept. */
  readonly unaccepted?: boolean;
};

type Outcome<T> = T | typeof UNACCEPTED | null;

/** Does some work for who asks; null where nobody does who is signed in. */
export async function forCaller<T>(
  admitted: Admitted,
  work: (ctx: Caller) => Promise<T>,
  options: Options = {},
): Promise<Outcome<T>> {
  const found = await findCaller(admitted, admitted.db);
  if (!found) return null;
  const { unaccepted, ...caller } = found;
  return unaccepted && !options.unaccepted ? UNACCEPTED : work(caller);
}

/**
 * The same in a trip to the database less, for work that begins with a statement: it is begun for who asked last in this
 * session, and its first statement goes along with the question who asks. Where another answer comes, because somebody’s role
 * changed or the session ended, what was begun is dropped, and nothing of it was told or stored.
 */
export async function forSupposedCaller<T>(
  admitted: Admitted,
  work: (ctx: Caller) => Promise<T>,
): Promise<Outcome<T>> {
  const actor = supposedUser(admitted.sessionId);
  if (!actor) return forCaller(admitted, work);
  const db = supposing(admitted.db, async (on) => {
    const caller = await findCaller(admitted, on);
    if (!isDeepStrictEqual(caller?.actor, actor) || caller?.unaccepted) throw new OtherwiseError();
  });
  try {
    const done = await work({ ...admitted, actor, db });
    await db.confirmed();
    return done;
  } catch (error) {
    if (!(error instanceof OtherwiseError)) throw error;
    return forCaller(admitted, work);
  }
}

/** Who asks isn’t who was supposed to. */
class OtherwiseError extends Error {}

/** What a page says its device's clock shows, held against ours. */
function clockOf(request: Request, now: Date): Pick<Context, "clockMs"> {
  const shown = request.headers.get("calot-clock");
  const at = shown === null || !/^-?\d{1,15}$/.test(shown) ? null : Number(shown);
  return at === null ? {} : { clockMs: at - now.getTime() };
}
