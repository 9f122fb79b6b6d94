import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findUserOfSession, type User } from "@/lib/auth/actor";
import { claimsOfToken, sessionCookieName } from "@/lib/auth/session";
import { database } from "@/lib/db/served";
import type { Context } from "@/lib/services/context";
import type { Result } from "@/lib/services/result";
import { reaching } from "./reaching";

type Current = { readonly actor: User; readonly sessionId: string; readonly unaccepted: boolean };

const current = cache(async (): Promise<Current | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const claims = await claimsOfToken(token);
  if (!claims) return null;
  const { sessionId } = claims;
  const asking = await reaching(findUserOfSession(database(), sessionId, new Date()));
  return asking && { actor: asking.actor, sessionId, unaccepted: asking.unaccepted };
});

/** The person who is signed in; null where nobody is. */
export async function findViewer(): Promise<User | null> {
  return (await current())?.actor ?? null;
}

/** Whether somebody is signed in who has the institution's privacy notice to accept. */
export const hasNoticeToAccept = async (): Promise<boolean> => (await current())?.unaccepted ?? false;

/**
 * The context of the signed-in person. Anyone else is sent to the sign-in page, and who has the privacy notice to accept to
 * that; both come back to `path` afterwards.
 */
export async function signedIn(path: string): Promise<SignedIn> {
  const ctx = await signedInAtAll(path);
  if (await hasNoticeToAccept()) redirect(`/privacy?next=${encodeURIComponent(path)}`);
  return ctx;
}

type SignedIn = Context & { readonly actor: User };

/** The same for pages that are there before the privacy notice is accepted. */
export async function signedInAtAll(path: string): Promise<SignedIn> {
  const asking = await current();
  if (!asking) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const { actor, sessionId } = asking;
  return { actor, sessionId, now: new Date(), db: database() };
}

/** A verb's value for a page; the not-found page where there is no such thing, or the viewer may not see it. */
export function found<T>(result: Result<T>): T {
  if (!result.ok) notFound();
  return result.value;
}
