import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findUserOfSession, type User } from "@/lib/auth/actor";
import { claimsOfToken, sessionCookieName } from "@/lib/auth/session";
import { database } from "@/lib/db/served";
import type { Context } from "@/lib/services/context";
import type { Result } from "@/lib/services/result";
import { reaching } from "./reaching";

const current = cache(async (): Promise<{ actor: User; sessionId: string } | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const claims = await claimsOfToken(token);
  if (!claims) return null;
  const { sessionId } = claims;
  const asking = await reaching(findUserOfSession(database(), sessionId, new Date()));
  return asking && { actor: asking.actor, sessionId };
});

/** The person who is signed in; null where nobody is. */
export async function findViewer(): Promise<User | null> {
  return (await current())?.actor ?? null;
}

/**
 * The context of the signed-in person. Anyone else is sent to the sign-in page, and comes back to `path` afterwards.
 */
export async function signedIn(path: string): Promise<Context & { readonly actor: User }> {
  const asking = await current();
  if (!asking) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return { ...asking, now: new Date(), db: database() };
}

/** A verb's value for a page; the not-found page where there is no such thing, or the viewer may not see it. */
export function found<T>(result: Result<T>): T {
  if (!result.ok) notFound();
  return result.value;
}
