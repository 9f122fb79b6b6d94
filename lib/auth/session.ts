import { decode } from "next-auth/jwt";
import { z } from "zod";
import { MOST_SESSION_DAYS } from "../domain/sessions/session-limits";
import { env } from "../env";

/** How long a browser keeps the token: as long as a session lasts at most. When one ends is said by its row. */
export const TOKEN_SECONDS = MOST_SESSION_DAYS * 24 * 60 * 60;

/** Cookies are bound to https where Calot is reached by it. */
export function isSecure(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https:") ?? false;
}

/** Behind https a browser takes a cookie of this name from this very host alone, and brings it to no other. */
const ownName = (name: string): string => (isSecure() ? `__Host-${name}` : name);

export const sessionCookieName = (): string => ownName("next-auth.session-token");

/** Holds where to go after signing in. */
export const returnCookieName = (): string => ownName("next-auth.callback-url");

/** Holds what tells a browser in which somebody has signed in before. */
export const deviceCookieName = (): string => ownName("calot-device");

/** What no script reads, and no other site's form brings along. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/** What a token says: whose session it is, and which. */
export const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

export type Claims = { readonly userId: string; readonly sessionId: string };

/** What a session token says; null for none, a forged or an expired one. Whether the session goes on is told by its row. */
export async function claimsOfToken(token: string | undefined): Promise<Claims | null> {
  if (!token) return null;
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: sessions can’t be read.");
  const claims = claimsSchema.safeParse(await decode({ token, secret }).catch(() => null));
  return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
}
