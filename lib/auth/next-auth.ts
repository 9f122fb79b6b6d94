import type { NextAuthOptions } from "next-auth";
import { env } from "../env";
import { providers } from "./providers";
import { isSecure, SESSION_SECONDS, sessionCookieName } from "./session";
import type { Visit } from "./sign-in";

/**
 * next-auth with the ways to sign in that there are. The token holds the user's id alone: role and institution are loaded with
 * each request, so that they are never stale.
 *
 * @param keep hands the browser what it is to bring again when somebody signs in with it
 */
export function nextAuthOptions(visit: Visit, keep: (device: string) => void): NextAuthOptions {
  const { NEXTAUTH_SECRET } = env();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: nobody can sign in.");
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: providers(visit, keep),
    callbacks: {
      jwt: ({ token, user }) =>
        user
          ? { sub: user.id, begun: Date.now() }
          : { ...(token.sub && { sub: token.sub }), begun: token.begun },
      // Who is signed in is told by pages, not by the session.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}
