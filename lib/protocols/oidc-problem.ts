import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { networkWord, ProviderError, type ProviderProblem } from "./provider-error";

/** Codes with which the library says that something answered, and not as a provider does. */
const NO_PROVIDER = new Set([
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
]);

/** Answers of a provider that wants nothing of Calot, as opposed to the person. */
const OF_THE_CLIENT = new Set([
  "invalid_client",
  "unauthorized_client",
  "invalid_request",
  "invalid_scope",
  "unsupported_response_type",
]);

/** What went wrong, in the library's or the network's words: for the log, and for whoever looks after the connection. */
export function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const of = (problem: ProviderProblem, message: string) =>
    new ProviderError(problem, message, { cause: error });
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const words = [error.error, error.error_description].filter(Boolean).join(": ").slice(0, 300);
    return of(OF_THE_CLIENT.has(error.error) ? "misconfigured" : "declined", words);
  }
  if (error instanceof WWWAuthenticateChallengeError)
    return of("misconfigured", "it didn’t take Calot’s secret");
  if (error instanceof ClientError) {
    const { code = "", message } = error;
    if (code === "OAUTH_TIMEOUT") return of("unreachable", "it gave no answer in time");
    return of(NO_PROVIDER.has(code) ? "misconfigured" : "unproven", message);
  }
  return of("unreachable", networkWord(error));
}
