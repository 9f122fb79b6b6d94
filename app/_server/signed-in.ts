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

/** Who is signed in; null for nobody. */
export function findViewer(): Promise<User | null> {
  return currentUser();
}

/** The context of whoever is signed in; nobody is sent to sign in, and comes back to `path` afterwards. */
export async function signedIn(path: string): Promise<Context & { readonly actor: User }> {
  const actor = await currentUser();
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return { actor, now: new Date(), db: database() };
}

/** The value of a verb for a page: what isn't there, or isn't the viewer's, is the not-found page. */
export function found<T>(result: Result<T>): T {
  if (!result.ok) notFound();
  return result.value;
}
