import { SealError } from "../../../auth/sealed";
import type { WayProblem } from "../../../domain/identities/way";
import { log } from "../../../log";
import { providerError } from "../../../protocols/oidc-problem";

/** What is told of what a provider's side threw; the log has it in the provider's own words. */
export function wayProblemOf(error: unknown, connectionId: string): WayProblem {
  if (error instanceof SealError) {
    log().error({ connectionId, err: error }, "a connection’s secret can’t be opened");
    return "misconfigured";
  }
  const { problem, message } = providerError(error);
  log().warn({ connectionId, problem, said: message }, "a provider could sign nobody in");
  return problem;
}
