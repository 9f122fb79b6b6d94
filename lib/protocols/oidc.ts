import { createRemoteJWKSet, customFetch as jwksFetch, jwtVerify } from "jose";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  genericGrantRequest,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import type { Claims } from "../domain/connections/claims";
import type { OidcSettings } from "../domain/connections/oidc";
import { storableText } from "../domain/text/plain-text";
import { providerError } from "./oidc-problem";
import { ProviderError } from "./provider-error";

/** A provider that was found, and how Calot shows it who it is. */
export type Provider = { readonly configuration: Configuration };

/** How far the provider's clock may be from ours, in seconds. */
const CLOCK_SKEW_S = 60;
/** How long an answer of the provider's may take, in seconds. */
const PATIENCE_S = 10;

/** What is remembered while somebody is at the provider. */
export type Asked = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where the provider sends them back to. */
  readonly redirectUri: string;
  /** The most seconds since they showed there who they are; left out where that doesn't matter. */
  readonly maxAge?: number | undefined;
};

type Proven = {
  readonly claims: Claims & { readonly iss: string; readonly sub: string };
  /** What the provider calls its session; null where it doesn't. */
  readonly providerSession: string | null;
  /** As it came: it is shown to the provider again at signing out. */
  readonly idToken: string;
};

/** @throws ProviderError in place of whatever goes wrong */
async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw providerError(error);
  }
}

/** The same, where whatever isn’t a provider’s answer is a fault of the settings. */
async function lookingUp<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await asking(work);
  } catch (error) {
    const { problem, message } = providerError(error);
    throw new ProviderError(problem === "unproven" ? "misconfigured" : problem, message, { cause: error });
  }
}

/**
 * Looks a provider up by its issuer (OpenID Connect Discovery 1.0).
 *
 * @throws ProviderError where there is none, or it is another one
 */
export function findProvider(
  { issuer, clientId }: Pick<OidcSettings, "issuer" | "clientId">,
  secret: string | null,
): Promise<Provider> {
  return lookingUp(async () => {
    const server = new URL(issuer);
    const secretly: { auth: ClientAuth } = { auth: None() };
    // The way is chosen once it is known which ones the provider takes.
    const auth: ClientAuth = (...given) => secretly.auth(...given);
    const metadata = { [clockTolerance]: CLOCK_SKEW_S };
    const configuration = await discovery(server, clientId, metadata, auth, {
      timeout: PATIENCE_S,
      execute: [enableNonRepudiationChecks, ...(server.protocol === "http:" ? [allowInsecureRequests] : [])],
    });
    const { token_endpoint_auth_methods_supported: ways = ["client_secret_basic"] } =
      configuration.serverMetadata();
    if (secret !== null) {
      const byPost = !ways.includes("client_secret_basic") && ways.includes("client_secret_post");
      secretly.auth = byPost ? ClientSecretPost(secret) : ClientSecretBasic(secret);
    }
    return { configuration };
  });
}

/**
 * Where to send somebody who is to show the provider who they are, and what to remember meanwhile: authorization code with
 * PKCE (RFC 7636), state and nonce.
 */
export async function askProvider(
  { configuration }: Provider,
  {
    scopes,
    redirectUri,
    maxAge,
  }: { readonly scopes: string; readonly redirectUri: string; readonly maxAge?: number },
): Promise<{ readonly address: URL; readonly asked: Asked }> {
  const verifier = randomPKCECodeVerifier();
  const [state, nonce] = [randomState(), randomNonce()];
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: scopes,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(maxAge !== undefined && { max_age: String(maxAge), prompt: "login" }),
  });
  return { address, asked: { state, nonce, verifier, redirectUri, ...(maxAge !== undefined && { maxAge }) } };
}

/**
 * Takes what the provider sends somebody back with: its issuer (RFC 9207), state, and by the code an ID token, whose
 * signature, issuer, audience, nonce, times and, where it was asked for, `auth_time` are checked. What only the userinfo
 * endpoint tells of the same person is added.
 *
 * @param query of the address they came back to
 * @throws ProviderError
 */
export function hearProvider(
  { configuration }: Provider,
  asked: Asked,
  query: URLSearchParams,
): Promise<Proven> {
  return asking(async () => {
    const address = new URL(`${asked.redirectUri}?${query}`);
    const tokens = await authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
      ...(asked.maxAge !== undefined && { maxAge: asked.maxAge }),
    });
    const shown = tokens.claims();
    if (!shown || !tokens.id_token) throw new ProviderError("unproven", "it sent no ID token");
    const { userinfo_endpoint: more } = configuration.serverMetadata();
    const told = more ? await fetchUserInfo(configuration, tokens.access_token, shown.sub) : {};
    const { sid } = shown;
    const providerSession = typeof sid === "string" && sid !== "" ? sid : null;
    if ([shown.iss, shown.sub, providerSession ?? ""].some((text) => !isStorable(text))) {
      throw new ProviderError("unproven", "its names for somebody hold characters that are none");
    }
    return {
      claims: { ...told, ...shown },
      providerSession,
      idToken: tokens.id_token,
    };
  });
}

/** Where signing out goes on at the provider (RP-Initiated Logout 1.0); null where it has no such place. */
export function leaveProvider(
  { configuration }: Provider,
  { idToken, returnTo }: { readonly idToken: string | null; readonly returnTo: string },
): URL | null {
  if (!configuration.serverMetadata().end_session_endpoint) return null;
  return buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: returnTo,
    ...(idToken !== null && { id_token_hint: idToken }),
  });
}

/** Names of somebody, and of a session, as they can be kept: without null characters and broken surrogates. */
const isStorable = (text: string): boolean => text.length <= 1_000 && storableText(text) === text;

const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** How old a logout token may be, in seconds. */
export const LOGOUT_TOKEN_S = 300;

const name = z.string().min(1).refine(isStorable);

const logoutSchema = z
  .object({
    iss: z.string(),
    jti: name,
    sub: name.optional(),
    sid: name.optional(),
    events: z.object({ [LOGOUT_EVENT]: z.looseObject({}) }),
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

type LogoutToken = {
  readonly issuer: string;
  /** Once only. */
  readonly tokenId: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
};

/**
 * Reads a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6): its signature by one of the provider's own
 * keys, issuer, audience, age, event, and that it is no ID token.
 *
 * @throws ProviderError where anything of it is wrong, or the provider's keys can't be had
 */
export function readLogoutToken({ configuration }: Provider, token: string): Promise<LogoutToken> {
  return asking(async () => {
    const { issuer, jwks_uri: keys } = configuration.serverMetadata();
    if (!keys) throw new ProviderError("misconfigured", "it names no keys");
    const { client_id: audience } = configuration.clientMetadata();
    const verified = await jwtVerify(token, keysAt(keys), {
      issuer,
      audience,
      clockTolerance: CLOCK_SKEW_S,
      maxTokenAge: LOGOUT_TOKEN_S,
      algorithms: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"],
    }).catch((error: unknown) => {
      const isNetwork =
        error instanceof TypeError || (error instanceof Error && error.name === "TimeoutError");
      throw isNetwork ? providerError(error) : new ProviderError("unproven", messageOf(error));
    });
    const read = logoutSchema.safeParse(verified.payload);
    if (!read.success) throw new ProviderError("unproven", "it is no logout token");
    const { jti, sub = null, sid = null } = read.data;
    return { issuer, tokenId: jti, subject: sub, providerSession: sid };
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** By address: keys are asked for again when a token names one that isn't known, though not more than twice a minute. */
const known = new Map<string, Keys>();
const MOST_KNOWN = 200;

function keysAt(address: string): Keys {
  const there = known.get(address);
  if (there) return there;
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  const keys = createRemoteJWKSet(new URL(address), {
    timeoutDuration: PATIENCE_S * 1000,
    [jwksFetch]: (url, options) => fetch(url, { ...options, redirect: "error" }),
  });
  known.set(address, keys);
  return keys;
}

/** What the token endpoint says of a code that it never gave, in a word: `invalid_grant` where it takes the client. */
export async function tokenAnswer(
  { configuration }: Provider,
  { redirectUri, verifier }: Asked,
): Promise<string> {
  try {
    await genericGrantRequest(configuration, "authorization_code", {
      code: "a-code-that-nobody-was-given",
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    return "a token for no code";
  } catch (error) {
    return error instanceof ResponseBodyError ? error.error : providerError(error).message;
  }
}
