import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { database } from "../db/client";
import { env } from "../env";
import { log } from "../log";
import { ADDRESS_HEADER } from "./address";
import { isSecure, SESSION_SECONDS, sessionCookieName } from "./session";
import { signIn } from "./sign-in";

/**
 * next-auth with e-mail and password. The token holds the user's id alone: role and institution are loaded with
 * each request, so that they are never stale.
 */
export function nextAuthOptions(): NextAuthOptions {
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
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const address = String(request.headers?.[ADDRESS_HEADER] ?? "unknown");
          const result = await signIn(database(), credentials, address, new Date()).catch(
            (error: unknown) => {
              // next-auth hands the message to the browser.
              log().error({ err: error }, "nobody can sign in");
              throw new Error("unreachable");
            },
          );
          if (result.outcome === "limited") throw new Error(`too-many:${result.seconds}`);
          return result.outcome === "welcome" ? { id: result.userId } : null;
        },
      }),
    ],
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
