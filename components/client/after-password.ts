import type { SignInAnswer } from "./enter";

/** Where to go once the password was shown; null where it wasn't taken. @param next a path of this site */
export function afterPassword(answer: SignInAnswer | null, next: string): string | null {
  if (answer?.error === "second-step") return `/sign-in/second-step?next=${encodeURIComponent(next)}`;
  return answer?.ok && !answer.error ? next : null;
}
