import { randomUUID } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { findUser } from "@/lib/auth/actor";
import { sessionCookieName, sessionOfToken } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { isBusy, isUnreachable } from "@/lib/db/errors";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Context } from "@/lib/services/context";
import type { Result } from "@/lib/services/result";
import { failureResponse, problem } from "./problem";

let limiter: RateLimiterMemory | undefined;

function cookieOf(request: Request, name: string): string | undefined {
  const cookies = request.headers.get("cookie") ?? "";
  for (const part of cookies.split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return undefined;
}

/** Answers for someone signed in: finds out who asks, limits how often, and maps what goes wrong. */
export async function withActor(
  request: Request,
  answer: (ctx: Context) => Promise<Response>,
): Promise<Response> {
  try {
    const session = await sessionOfToken(cookieOf(request, sessionCookieName()));
    // A page names the person it was made for. After somebody else signed in, its requests are refused: they would
    // count as that person's.
    const reader = request.headers.get("calot-reader");
    if (!session || (reader !== null && reader !== session.userId)) return notSignedIn();
    limiter ??= new RateLimiterMemory({ points: env().REQUESTS_PER_MINUTE, duration: 60 });
    await limiter.consume(session.userId);
    const db = database();
    const actor = await findUser(db, session.userId, session.begun);
    if (!actor) return notSignedIn();
    return await answer({ actor, now: new Date(), db });
  } catch (error) {
    return errorResponse(error);
  }
}

/** The result of a verb as JSON. */
export function respond<T>(result: Result<T>, status = 200): Response {
  if (!result.ok) return failureResponse(result.failure);
  return Response.json(result.value, { status, headers: { "cache-control": "no-store" } });
}

const notSignedIn = (): Response =>
  problem(401, "Sign in to go on. What you have not sent yet is kept in your browser.");

export function errorResponse(error: unknown): Response {
  if (error instanceof RateLimiterRes) {
    const seconds = Math.ceil(error.msBeforeNext / 1000);
    return problem(429, `Too many requests. Wait ${seconds} seconds, then go on.`, {
      "retry-after": String(seconds),
    });
  }
  if (isBusy(error)) {
    log().warn({ err: error }, "every connection to the database stayed in use");
    return problem(503, "Calot has too much to do just now. Nothing was stored; try again in a moment.", {
      "retry-after": "2",
    });
  }
  if (isUnreachable(error)) {
    log().error({ err: error }, "the database can't be reached");
    return problem(
      503,
      "The database can’t be reached just now. Nothing was stored; try again in a moment.",
      {
        "retry-after": "2",
      },
    );
  }
  const id = randomUUID();
  log().error({ err: error, id }, "unexpected error");
  return problem(
    500,
    `Something went wrong on our side. Nothing was stored. If it stays so, tell your IT this number: ${id}`,
  );
}
