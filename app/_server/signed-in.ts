import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findUser, type User } from "@/lib/auth/actor";
import { sessionCookieName, sessionOfToken } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import type { Context } from "@/lib/services/context";
import type { Result } from "@/lib/services/result";

const currentUser = cache(async (): Promise<User | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const session = await sessionOfToken(token);
  return session ? findUser(database(), session.userId, session.begun) : null;
});

/** The person who is signed in; null where nobody is. */
export function findViewer(): Promise<User | null> {
  return currentUser();
}

/**
 * The context of the signed-in person. Anyone else is sent to the sign-in page, and comes back to `path` afterwards.
 */
export async function signedIn(path: string): Promise<Context & { readonly actor: User }> {
  const actor = await currentUser();
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return { actor, now: new Date(), db: database() };
}

/** A verb's value for a page; the not-found page where there is no such thing, or the viewer may not see it. */
export function found<T>(result: Result<T>): T {
  if (!result.ok) notFound();
  return result.value;
}
