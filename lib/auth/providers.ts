import Credentials from "next-auth/providers/credentials";
import { database } from "../db/served";
import { log } from "../log";
import type { Shown, Visit } from "./open-session";
import { signIn } from "./sign-in";

/** Opens a session, and gives its id; null where what was shown holds no longer. */
export type Begin = (shown: Shown) => Promise<string | null>;

declare module "next-auth" {
  interface User {
    readonly sessionId: string;
  }
}

/**
 * The ways to sign in. Each opens a session by itself, from what it has seen: what it gives next-auth is the user's id
 * and the session's, and nothing else of it is kept.
 */
export const providers = (visit: Visit, begin: Begin) => [withPassword(visit, begin)];

function withPassword(visit: Visit, begin: Begin) {
  const enter = async (credentials: unknown) => {
    const result = await signIn(database(), credentials, visit, new Date());
    if (result.outcome !== "welcome") return result;
    const { userId: id, passwordHash } = result;
    const sessionId = await begin({ userId: id, passwordHash });
    return sessionId ? { outcome: "in" as const, id, sessionId } : { outcome: "refused" as const };
  };
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const result = await enter(credentials).catch((error: unknown) => {
        // next-auth hands the message to the browser.
        log().error({ err: error }, "nobody can sign in");
        throw new Error("unreachable");
      });
      if (result.outcome === "limited") throw new Error(`too-many:${result.seconds}`);
      return result.outcome === "in" ? { id: result.id, sessionId: result.sessionId } : null;
    },
  });
}
