import type { NextAuthOptions } from "next-auth";
import { database } from "../db/served";
import { env } from "../env";
import { signOut } from "./end-sessions";
import type { Visit } from "./open-session";
import { type Begin, providers, type SecondStep } from "./providers";
import {
  claimsSchema,
  cookieOptions,
  isSecure,
  returnCookieName,
  sessionCookieName,
  TOKEN_SECONDS,
} from "./session";

/**
 * next-auth with the ways to sign in that there are. The token holds the user's and the session's id alone: role,
 * institution and whether the session goes on are loaded with each request, so that they are never stale.
 */
export function nextAuthOptions(visit: Visit, begin: Begin, secondStep: SecondStep): NextAuthOptions {
  const { NEXTAUTH_SECRET } = env();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: nobody can sign in.");
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: TOKEN_SECONDS },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: { name: sessionCookieName(), options: cookieOptions() },
      callbackUrl: { name: returnCookieName(), options: cookieOptions() },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: providers(visit, begin, secondStep),
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return { ...(token.sub && { sub: token.sub }), sid: token.sid };
        return { sub: user.id, sid: user.sessionId };
      },
      // Who is signed in is told by pages, not by the session.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const claims = claimsSchema.safeParse(token);
        if (!claims.success) return;
        const { sub: userId, sid: id } = claims.data;
        await signOut(database(), { id, userId, now: new Date() });
      },
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}
