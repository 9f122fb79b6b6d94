import { SignJWT } from "jose";
import { z } from "zod";
import { t } from "@/lib/language/t";
import type { LtiSettings } from "../../domain/connections/lti";
import { MEMBERS_SCOPE, SCOPES } from "../../domain/lti/launch";
import { readRetryAfter } from "../../domain/outbox/next-try";
import { networkWord } from "../provider-error";
import { DATED_BACK_S, type LtiKeys, signingKey } from "./keys";

/** Why a platform didn't take something, in a sentence; `final` where asking again is of no use. */
export class PlatformRefusal extends Error {
  constructor(
    readonly reason: string,
    readonly final: boolean,
    readonly status: number | null = null,
    readonly after?: Date,
  ) {
    super(reason);
  }
}

const PATIENCE_MS = 10_000;
/** A token is not used in its last moments. */
const SPARE_MS = 60_000;
/** What is held to be a token's time where the platform says none, in seconds. */
const USUAL_S = 600;
const MOST_WORDS = 160;

/** Such refusals are of the moment; all other ones from 400 to 499 are of what was asked. */
const PASSING = new Set([401, 408, 409, 423, 425, 429]);

/** A platform, as one connection asks it. */
export type AskedPlatform = {
  readonly settings: LtiSettings;
  readonly keys: LtiKeys;
  /** What tokens are kept by: another one once the connection is changed. */
  readonly key: string;
  /** As the launch said: what the platform lets Calot do. */
  readonly scopes: readonly string[];
  readonly signal: AbortSignal;
  readonly now: Date;
};

type Asked = { readonly method?: string; readonly body?: string; readonly headers?: Record<string, string> };

/** Asks, and gives what was answered; never a redirect's target: what Calot signs is for the address that was named. */
async function ask(address: string, { signal }: AskedPlatform, init: Asked): Promise<Response> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    return await fetch(address, { ...init, redirect: "manual", signal: limit });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new PlatformRefusal(t`The platform can’t be reached: ${networkWord(error)}.`, false);
  }
}

/** What a platform says of itself, on one line and not too long: its own words are for administrators. */
async function wordsOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  return text
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, MOST_WORDS);
}

/** Why a platform said no, in its own words as far as it has some. */
export async function refusalOf(response: Response, now: Date): Promise<PlatformRefusal> {
  const { status, headers } = response;
  const words = await wordsOf(response);
  const isFinal = status >= 400 && status < 500 && !PASSING.has(status);
  const reason = words
    ? t`The platform answered ${status}: ${words}`
    : t`The platform answered ${status}, without a word.`;
  return new PlatformRefusal(reason, isFinal, status, readRetryAfter(headers.get("retry-after"), now));
}

const tokenSchema = z.object({
  access_token: z.string().min(1).max(20_000),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

const tokens = new Map<string, { readonly token: string; readonly until: number }>();
const MOST_TOKENS = 500;

const placeOf = ({ key, scopes }: AskedPlatform): string => `${key} ${[...scopes].sort().join(" ")}`;

/** A token by which Calot asks (security framework, section 4.1): kept until shortly before it ends. */
async function tokenFor(book: AskedPlatform): Promise<string> {
  const { settings, keys, scopes, now } = book;
  const place = placeOf(book);
  const kept = tokens.get(place);
  if (kept && kept.until > now.getTime()) return kept.token;
  const { kid, key } = await signingKey(keys);
  const at = Math.floor(now.getTime() / 1000);
  const assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
    .setIssuer(settings.clientId)
    .setSubject(settings.clientId)
    .setAudience(settings.tokenAudience ?? settings.tokenAddress)
    .setIssuedAt(at - DATED_BACK_S)
    .setExpirationTime(at + 300 - DATED_BACK_S)
    .sign(key);
  const known = [...Object.values(SCOPES), MEMBERS_SCOPE].filter((scope) => scopes.includes(scope));
  const response = await ask(settings.tokenAddress, book, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
      scope: known.join(" "),
    }).toString(),
  });
  if (!response.ok) {
    // Whoever runs the platform may yet enter what is missing there: it is tried for as long as anything is.
    const { reason, status, after } = await refusalOf(response, now);
    throw new PlatformRefusal(t`The platform gives Calot no access. ${reason}`, false, status, after);
  }
  const read = tokenSchema.safeParse(await response.json().catch(() => null));
  if (!read.success)
    throw new PlatformRefusal(t`The platform gave something that is no access token.`, false);
  const [oldest] = tokens.keys();
  if (tokens.size >= MOST_TOKENS && oldest !== undefined) tokens.delete(oldest);
  const lasts = (read.data.expires_in ?? USUAL_S) * 1000 - SPARE_MS;
  tokens.set(place, { token: read.data.access_token, until: now.getTime() + lasts });
  return read.data.access_token;
}

/** Whether the platform gives Calot access at all. @throws PlatformRefusal where it doesn't */
export async function askAccess(book: AskedPlatform): Promise<void> {
  tokens.delete(placeOf(book));
  await tokenFor(book);
}

/** Asks with a token; where that is refused, once with another one. */
export async function askWithToken(book: AskedPlatform, address: string, init: Asked): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const token = await tokenFor(book);
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await ask(address, book, { ...init, headers });
    if (response.status !== 401 || tries === 2) return response;
    await response.body?.cancel();
    tokens.delete(placeOf(book));
  }
}

/** The address of the next page (RFC 8288); null for none. */
export function nextPage(response: Response, from: string): string | null {
  const found = /<([^>]+)>\s*;[^,]*\brel="?next"?/i.exec(response.headers.get("link") ?? "");
  return found?.[1] && URL.canParse(found[1], from) ? new URL(found[1], from).href : null;
}
