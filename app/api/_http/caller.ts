import { RateLimiterMemory } from "rate-limiter-flexible";
import { findUserOfSession } from "@/lib/auth/actor";
import { claimsOfToken, sessionCookieName } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { cookieOf } from "./cookie-of";

let limiter: RateLimiterMemory | undefined;

type Caller = Context & {
  /** When the person last typed the password. */
  readonly confirmedAt: Date;
};

/** Who asks; null for nobody who is signed in. Throws where they ask too often. */
export async function findCaller(request: Request): Promise<Caller | null> {
  const claims = await claimsOfToken(cookieOf(request, sessionCookieName()));
  // A page names the person it was made for. After somebody else signed in, its requests are refused: they would
  // count as that person's.
  const reader = request.headers.get("calot-reader");
  if (!claims || (reader !== null && reader !== claims.userId)) return null;
  limiter ??= new RateLimiterMemory({ points: env().REQUESTS_PER_MINUTE, duration: 60 });
  await limiter.consume(claims.userId);
  const db = database();
  const now = new Date();
  const { sessionId } = claims;
  const asking = await findUserOfSession(db, sessionId, now);
  return asking && { ...asking, sessionId, now, db, ...clockOf(request, now) };
}

/** What a page says its device's clock shows, held against ours. */
function clockOf(request: Request, now: Date): Pick<Context, "clockMs"> {
  const shown = request.headers.get("calot-clock");
  const at = shown === null || !/^-?\d{1,15}$/.test(shown) ? null : Number(shown);
  return at === null ? {} : { clockMs: at - now.getTime() };
}
