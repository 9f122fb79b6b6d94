import Credentials from "next-auth/providers/credentials";
import { database } from "../db/client";
import { log } from "../log";
import type { Visit } from "./open-session";
import { signIn } from "./sign-in";

/**
 * The ways to sign in. Each says which account it is: the `id` of what it gives next-auth is the user's, and nothing
 * else of it is kept.
 */
export const providers = (visit: Visit) => [withPassword(visit)];

function withPassword(visit: Visit) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const result = await signIn(database(), credentials, visit, new Date()).catch((error: unknown) => {
        // next-auth hands the message to the browser.
        log().error({ err: error }, "nobody can sign in");
        throw new Error("unreachable");
      });
      if (result.outcome === "limited") throw new Error(`too-many:${result.seconds}`);
      return result.outcome === "welcome" ? { id: result.userId } : null;
    },
  });
}
