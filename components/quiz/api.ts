import type { z } from "zod";
import {
  lockedPhaseSchema,
  nextCasesSchema,
  problemSchema,
  type QueuedCase,
  scoredZoneSchema,
} from "./answers";
import { type CaseSource, nextCasesUrl } from "./case-addresses";
import type { NewItem, Sent } from "./outbox/item";

/** After this long without an answer, there is none. */
const TIMEOUT_MS = 15_000;

/** Answers to which the same request may yet succeed. */
const mayPass = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/** The wait that a server asks for, in milliseconds: seconds, or a date. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/**
 * Sends a kept request, and says what came of it. Only the application's own words are taken for an answer: a
 * guest network's sign-in page, or a proxy's, is no answer.
 */
export async function sendItem(item: NewItem): Promise<Sent> {
  const url = item.kind === "lock" ? "/api/attempts" : `/api/attempts/${item.attemptId}/zone`;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      method: "POST",
      // Whose answer it is: another person may have signed in to this browser meanwhile.
      headers: { "content-type": "application/json", "calot-reader": item.userId },
      body: JSON.stringify(item.body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: "no-store",
    });
    body = await response.json();
  } catch {
    return { outcome: "unreachable", afterMs: null };
  }
  if (response.ok) {
    const answer =
      item.kind === "lock"
        ? parsed(lockedPhaseSchema, body, (value) => ({ kind: "lock" as const, value }))
        : parsed(scoredZoneSchema, body, (value) => ({ kind: "zone" as const, value }));
    return answer ? { outcome: "stored", answer } : { outcome: "unreachable", afterMs: null };
  }
  const { status } = response;
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  if (mayPass(status) || !isProblem) {
    const afterMs = retryAfterMs(response.headers.get("retry-after"), Date.now());
    return { outcome: "unreachable", afterMs };
  }
  if (status === 401) return { outcome: "signed-out" };
  const problem = problemSchema.safeParse(body);
  const words = problem.success ? problem.data : problemSchema.parse({});
  return { outcome: "refused", problem: { status, ...words } };
}

function parsed<T, Value>(schema: z.ZodType<T>, body: unknown, wrap: (value: T) => Value): Value | null {
  const result = schema.safeParse(body);
  return result.success ? wrap(result.data) : null;
}

/** The cases that come next, without those named; null when the server can't be reached. */
export async function fetchNextCases(
  source: CaseSource,
  exclude: readonly string[],
  limit: number,
): Promise<readonly QueuedCase[] | null> {
  try {
    const response = await fetch(nextCasesUrl(source, exclude, limit), {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: "no-store",
    });
    if (!response.ok) return null;
    return nextCasesSchema.parse(await response.json()).cases;
  } catch {
    return null;
  }
}
