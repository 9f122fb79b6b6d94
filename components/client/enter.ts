import { getProviders, signIn } from "next-auth/react";
import type { SecondStepAnswer } from "@/lib/domain/second-step/input";

/** What signing in came back with. */
export type SignInAnswer = { readonly ok: boolean; readonly error: string | null };

/** Signs in by one of the ways that there are, and stays on the page; null where no answer came. */
async function enter(way: string, shown: Record<string, string>): Promise<SignInAnswer | null> {
  try {
    // signIn leaves the page for an error page of its own when the server is away: ask first.
    if (!(await getProviders())) return null;
    const answer = await signIn(way, { redirect: false, ...shown });
    return answer ? { ok: answer.ok, error: answer.error ?? null } : null;
  } catch {
    return null;
  }
}

/** Shows e-mail and password: it may be that a second step is to come. */
export const enterWithPassword = (email: string, password: string) =>
  enter("credentials", { email, password });

/** Shows the second step, after the password. */
export const enterWithSecondStep = (answer: SecondStepAnswer) =>
  enter("second-step", { answer: JSON.stringify(answer) });

/** Shows a passkey, and nothing else. */
export const enterWithPasskey = (answer: unknown) => enter("passkey", { answer: JSON.stringify(answer) });
