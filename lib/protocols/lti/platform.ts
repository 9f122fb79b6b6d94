import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { LtiSettings } from "../../domain/connections/lti";
import { MOST_GRADE } from "../../domain/lti/grade";
import { claimNames, type Launch, readLaunch, TEMPLATE_PARAMETER } from "../../domain/lti/launch";
import { findUnstorable } from "../../domain/text/unstorable";
import { networkWord, ProviderError } from "../provider-error";
import { DATED_BACK_S, type LtiKeys, signingKey } from "./keys";

/** How far the platform's clock may be from ours, in seconds. */
const CLOCK_SKEW_S = 60;
/** A token that was made longer ago is not taken, whatever it says of itself. */
const OLDEST_S = 10 * 60;
const PATIENCE_MS = 10_000;
/** What Calot signs holds for so long: it is on its way through a browser. */
const HOLDS_S = 5 * 60;

/** The algorithms that the security framework allows; none is made with a shared secret. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

type Asked = {
  /** Where the platform sends the browser back to. */
  readonly redirectUri: string;
  readonly loginHint: string;
  readonly messageHint: string | null;
  readonly state: string;
  readonly nonce: string;
};

/** Where a browser is sent that began at the platform: it answers who it is (OIDC, third-party initiated). */
export function askPlatform({ authAddress, clientId }: LtiSettings, asked: Asked): string {
  const address = new URL(authAddress);
  const query = {
    scope: "openid",
    response_type: "id_token",
    response_mode: "form_post",
    prompt: "none",
    client_id: clientId,
    redirect_uri: asked.redirectUri,
    login_hint: asked.loginHint,
    ...(asked.messageHint !== null && { lti_message_hint: asked.messageHint }),
    state: asked.state,
    nonce: asked.nonce,
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address.href;
}

/** By the addresses at which they are published. jose asks again for one it doesn't know, every half minute at most. */
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const MOST_KEY_SETS = 200;

function keysAt(address: string): ReturnType<typeof createRemoteJWKSet> {
  const there = keySets.get(address);
  if (there) return there;
  const made = createRemoteJWKSet(new URL(address), { timeoutDuration: PATIENCE_MS });
  const [oldest] = keySets.keys();
  if (keySets.size >= MOST_KEY_SETS && oldest !== undefined) keySets.delete(oldest);
  keySets.set(address, made);
  return made;
}

/** Whether a platform's keys can be had. @throws ProviderError where they can't */
export async function findKeys({ keysAddress }: LtiSettings): Promise<number> {
  try {
    const response = await fetch(keysAddress, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { keys } = (await response.json()) as { keys?: unknown };
    if (!response.ok || !Array.isArray(keys)) {
      throw new ProviderError("unreachable", `${keysAddress} answered ${response.status} and no keys`);
    }
    return keys.length;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError("unreachable", networkWord(error), { cause: error });
  }
}

/** What a platform proved. */
export type Proof = { readonly launch: Launch; readonly nonce: string };

/**
 * Reads what a platform posted through a browser (security framework 1.0, section 5.1.3): signed by its keys, by this issuer,
 * for this client, now, of a deployment that is known here.
 *
 * @throws ProviderError in place of whatever is wrong with it
 */
export async function hearPlatform(settings: LtiSettings, token: string, now: Date): Promise<Proof> {
  const { issuer, clientId, deployments, keysAddress } = settings;
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, keysAt(keysAddress), {
      issuer,
      audience: clientId,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW_S,
      maxTokenAge: OLDEST_S,
      currentDate: now,
      requiredClaims: ["exp", "iat", "nonce", "sub"],
    }));
  } catch (error) {
    const isOurs = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
    const isAway = !isOurs || error.code === "ERR_JOSE_GENERIC";
    throw new ProviderError(
      isAway ? "unreachable" : "unproven",
      error instanceof Error ? error.message : String(error),
      { cause: error },
    );
  }
  const { aud, azp, nonce } = payload;
  if ((Array.isArray(aud) && aud.length > 1 && azp !== clientId) || (azp !== undefined && azp !== clientId)) {
    throw new ProviderError("unproven", "The token was made for another party (azp).");
  }
  if (typeof nonce !== "string" || nonce === "")
    throw new ProviderError("unproven", "The token has no nonce.");
  const read = readLaunch(payload);
  if ("problem" in read) throw new ProviderError("unproven", read.problem);
  const { launch } = read;
  const unstorable = findUnstorable({ launch, nonce });
  if (unstorable) throw new ProviderError("unproven", `${unstorable.path} holds characters that are none.`);
  if (!deployments.includes(launch.deploymentId)) {
    throw new ProviderError("misconfigured", `The deployment “${launch.deploymentId}” is not entered here.`);
  }
  return { launch, nonce };
}

/** What a teacher chose, for a platform to make a link of. */
export type ChosenLink = {
  readonly templateId: string;
  readonly title: string;
  readonly text: string;
  readonly address: string;
  readonly opensAt: Date;
  readonly dueAt: Date | null;
};

/** The signed answer to a choice (deep linking 2.0): a link, with its column of grades and its dates. */
export async function signChoice(
  { clientId, issuer }: LtiSettings,
  keys: LtiKeys,
  { deploymentId, opened }: Launch,
  link: ChosenLink,
  now: Date,
): Promise<string> {
  const choice = opened.kind === "choice" ? opened : null;
  const at = Math.floor(now.getTime() / 1000);
  const item = {
    type: "ltiResourceLink",
    title: link.title,
    ...(link.text && { text: link.text }),
    url: link.address,
    custom: { [TEMPLATE_PARAMETER]: link.templateId },
    ...(choice?.takesLineItem && {
      lineItem: { scoreMaximum: MOST_GRADE, label: link.title, resourceId: link.templateId },
    }),
    available: { startDateTime: link.opensAt.toISOString() },
    ...(link.dueAt && { submission: { endDateTime: link.dueAt.toISOString() } }),
  };
  const { kid, key } = await signingKey(keys);
  return new SignJWT({
    nonce: crypto.randomUUID(),
    [claimNames.messageType]: "LtiDeepLinkingResponse",
    [claimNames.version]: "1.3.0",
    [claimNames.deployment]: deploymentId,
    [claimNames.contentItems]: [item],
    ...(choice?.data != null && { [claimNames.data]: choice.data }),
  })
    .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
    .setIssuer(clientId)
    .setAudience(issuer)
    .setIssuedAt(at - DATED_BACK_S)
    .setExpirationTime(at + HOLDS_S)
    .sign(key);
}
