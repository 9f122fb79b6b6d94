import { getProviders, signIn } from "next-auth/react";
import type { SignInAnswer } from "./sign-in-problem";

/** Signs in with e-mail and password, and stays on the page; null where no answer came. */
export async function enterWithPassword(email: string, password: string): Promise<SignInAnswer | null> {
  try {
    // signIn leaves the page for an error page of its own when the server is away: ask first.
    if (!(await getProviders())) return null;
    const answer = await signIn("credentials", { redirect: false, email, password });
    return answer ? { ok: answer.ok, error: answer.error ?? null } : null;
  } catch {
    return null;
  }
}
