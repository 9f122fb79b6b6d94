import Credentials from "next-auth/providers/credentials";
import { database } from "../db/client";
import { log } from "../log";
import { ADDRESS_HEADER } from "./address";
import { signIn } from "./sign-in";

/**
 * The ways to sign in. Each says which account it is: the `id` of what it gives next-auth is the user's, and nothing
 * else of it is kept.
 */
export const providers = () => [withPassword()];

function withPassword() {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials, request) {
      const address = String(request.headers?.[ADDRESS_HEADER] ?? "unknown");
      const result = await signIn(database(), credentials, address, new Date()).catch((error: unknown) => {
        // next-auth hands the message to the browser.
        log().error({ err: error }, "nobody can sign in");
        throw new Error("unreachable");
      });
      if (result.outcome === "limited") throw new Error(`too-many:${result.seconds}`);
      return result.outcome === "welcome" ? { id: result.userId } : null;
    },
  });
}
