import { decode } from "next-auth/jwt";
import { env } from "../env";

/** Sessions end after this many seconds without signing in again. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** Cookies are bound to https where Calot is reached by it. */
export function isSecure(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https:") ?? false;
}

export function sessionCookieName(): string {
  return isSecure() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Holds what tells a browser in which somebody has signed in before. */
export function deviceCookieName(): string {
  return isSecure() ? "__Secure-calot-device" : "calot-device";
}

type Session = {
  readonly userId: string;
  /** When the person signed in. */
  readonly begun: Date;
};

/** What a session token says; null for none, a forged or an expired one. */
export async function sessionOfToken(token: string | undefined): Promise<Session | null> {
  if (!token) return null;
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: sessions can’t be read.");
  const claims = await decode({ token, secret }).catch(() => null);
  if (typeof claims?.sub !== "string") return null;
  // `iat` moves on whenever the cookie is renewed.
  return { userId: claims.sub, begun: new Date(typeof claims.begun === "number" ? claims.begun : 0) };
}
