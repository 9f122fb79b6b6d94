import { createHash } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
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

/** Holds who has shown the password, until the second step is done. */
export const halfWayCookieName = (): string => ownName("calot-half-way");

/** Holds a way to a provider and back, by the state that comes back with it: somebody may be on two at once. */
export const wayCookieName = (state: string): string =>
  ownName(`calot-way-${createHash("sha256").update(state).digest("hex").slice(0, 16)}`);

/** Holds whom a provider knows, until an account is linked. */
export const strangerCookieName = (): string => ownName("calot-stranger");

/** How long a browser keeps the device's: as long as browsers keep a cookie at most. */
export const DEVICE_SECONDS = 400 * 24 * 60 * 60;

/** What no script reads, and no other site's form brings along. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/** What a token says: whose session it is, and which. */
export const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

/** … and until when it may be read, in seconds. */
const tokenSchema = claimsSchema.extend({ exp: z.number() });

/** What the browser of somebody who is signed in holds: next-auth's token, whichever way they came. */
export function mintToken({ userId, sessionId }: Claims): Promise<string> {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: nobody can sign in.");
  return encode({ token: { sub: userId, sid: sessionId }, secret, maxAge: TOKEN_SECONDS });
}

export type Claims = { readonly userId: string; readonly sessionId: string };

/** For so long a token is not decrypted again, in milliseconds: that takes longer than to ask for the session's row. */
const READ_FOR_MS = 60_000;

/** So many tokens are remembered at once. */
const MOST_READ = 10_000;

/** What tokens said, by their digests, and until when that holds. */
const read = new Map<string, { readonly claims: Claims; readonly until: number }>();

/** What a session token says; null for none, a forged or an expired one. Whether the session goes on is told by its row. */
export async function claimsOfToken(token: string | undefined): Promise<Claims | null> {
  if (!token) return null;
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: sessions can’t be read.");
  const digest = createHash("sha256").update(secret).update(token).digest("base64url");
  const known = read.get(digest);
  if (known && known.until > Date.now()) return known.claims;
  read.delete(digest);
  const said = tokenSchema.safeParse(await decode({ token, secret }).catch(() => null));
  if (!said.success) return null;
  const { sub: userId, sid: sessionId, exp } = said.data;
  const claims = { userId, sessionId };
  const [oldest] = read.keys();
  if (read.size >= MOST_READ && oldest !== undefined) read.delete(oldest);
  read.set(digest, { claims, until: Math.min(Date.now() + READ_FOR_MS, exp * 1000) });
  return claims;
}
