import Credentials from "next-auth/providers/credentials";
import { database } from "../db/client";
import { log } from "../log";
import { signIn, type Visit } from "./sign-in";

/**
 * The ways to sign in. Each says which account it is: the `id` of what it gives next-auth is the user's, and nothing
 * else of it is kept.
 *
 * @param keep hands the browser what it is to bring again
 */
export const providers = (visit: Visit, keep: (device: string) => void) => [withPassword(visit, keep)];

function withPassword(visit: Visit, keep: (device: string) => void) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const result = await signIn(database(), credentials, visit, new Date()).catch((error: unknown) => {
        // next-auth hands the message to the browser.
        log().error({ err: error }, "nobody can sign in");
        throw new Error("unreachable");
      });
      if (result.outcome === "limited") throw new Error(`too-many:${result.seconds}`);
      if (result.outcome === "refused") return null;
      keep(result.device);
      return { id: result.userId };
    },
  });
}
