import { t } from "@/lib/language/t";
import { waitInWords } from "@/lib/words/wait";
import type { SignInAnswer } from "../client/enter";

export const AWAY = t`Calot can’t be reached. Nothing is lost: check your connection, then try again.`;

/** Why signing in failed, in one sentence; null when it didn't. @param answer null where none came */
export function signInProblem(answer: SignInAnswer | null): string | null {
  if (!answer) return AWAY;
  if (answer.ok && !answer.error) return null;
  if (answer.error === "CredentialsSignin") return t`That e-mail and password don’t match an account.`;
  const limited = /^too-many:(\d+)$/.exec(answer.error ?? "");
  if (limited) {
    return t`Too many tries. Wait ${waitInWords(Number(limited[1]))}, then try again; or choose another password with a link, which lets you in at once.`;
  }
  return t`Signing in didn’t work just now. Try again in a moment; if it stays so, tell whoever runs Calot for you.`;
}
