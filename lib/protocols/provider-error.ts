/**
 * Why nobody can be signed in by a provider.
 *
 * - unreachable: no answer, or none of a provider's
 * - declined: the provider says no: the person stopped, or may not
 * - misconfigured: the provider doesn't take Calot for its client, or isn't what the settings say
 * - unproven: what came is not what was asked for: it was changed, is too old, or is another's
 */
export type ProviderProblem = "unreachable" | "declined" | "misconfigured" | "unproven";

export class ProviderError extends Error {
  constructor(
    readonly problem: ProviderProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What the network says of a request that got no answer, in a word. */
export function networkWord(error: unknown): string {
  // Of fetch: the cause has the network's own word.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
