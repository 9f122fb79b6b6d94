import Credentials from "next-auth/providers/credentials";
import { database } from "../db/served";
import { log } from "../log";
import type { ShownPassword, Visit } from "./open-session";
import { signIn } from "./sign-in";

/** Opens a session, and gives its id; null where what was shown holds no longer. */
export type Begin = (shown: ShownPassword) => Promise<string | null>;

/** What came of something that was shown: a welcome has no session yet. */
type Outcome =
  | { readonly outcome: "welcome"; readonly shown: ShownPassword }
  | { readonly outcome: "refused" | "over" }
  | { readonly outcome: "limited"; readonly seconds: number };

/** What is asked beside the password; `answer` is as the browser sends it. */
export type SecondStep = {
  /** Whether somebody who has shown the password must show more: then the browser is handed what it takes on from there. */
  readonly wants: (shown: ShownPassword) => Promise<boolean>;
  readonly answer: (answer: unknown) => Promise<Outcome>;
  readonly enterWithPasskey: (answer: unknown) => Promise<Outcome>;
};

declare module "next-auth" {
  interface User {
    readonly sessionId: string;
  }
}

/**
 * The ways to sign in. Each opens a session by itself, from what it has seen: what it gives next-auth is the user's id
 * and the session's, and nothing else of it is kept.
 */
export const providers = (visit: Visit, begin: Begin, secondStep: SecondStep) => [
  withPassword(visit, begin, secondStep),
  withAnswer("second-step", begin, secondStep.answer),
  withAnswer("passkey", begin, secondStep.enterWithPasskey),
];

/** What next-auth hands to the browser, which says it in words. */
class Told extends Error {}

/** @throws Error whose message next-auth hands to the browser */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Told) throw error;
    log().error({ err: error }, "nobody can sign in");
    throw new Error("unreachable");
  }
}

async function opened(begin: Begin, shown: ShownPassword) {
  const sessionId = await begin(shown);
  return sessionId ? { id: shown.userId, sessionId } : null;
}

function withPassword(visit: Visit, begin: Begin, secondStep: SecondStep) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: (credentials) =>
      told(async () => {
        const result = await signIn(database(), credentials, visit, new Date());
        if (result.outcome === "limited") throw new Told(`too-many:${result.seconds}`);
        if (result.outcome === "refused") return null;
        const { userId, passwordHash } = result;
        if (await secondStep.wants({ userId, passwordHash })) throw new Told("second-step");
        return opened(begin, { userId, passwordHash });
      }),
  });
}

function withAnswer(id: string, begin: Begin, look: (answer: unknown) => Promise<Outcome>) {
  return Credentials({
    id,
    credentials: { answer: { type: "text" } },
    authorize: (credentials) =>
      told(async () => {
        const result = await look(parsed(credentials?.answer));
        if (result.outcome === "limited") throw new Told(`too-many:${result.seconds}`);
        if (result.outcome === "over") throw new Told("over");
        return result.outcome === "welcome" ? opened(begin, result.shown) : null;
      }),
  });
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return undefined;
  }
}
