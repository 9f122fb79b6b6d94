import { SignJWT } from "jose";
import { z } from "zod";
import { t } from "@/lib/language/t";
import type { LtiSettings } from "../../domain/connections/lti";
import { MOST_GRADE } from "../../domain/lti/grade";
import { SCOPES } from "../../domain/lti/launch";
import { readRetryAfter } from "../../domain/outbox/next-try";
import { networkWord } from "../provider-error";
import { type LtiKeys, signingKey } from "./keys";

/** Why a platform didn't take something, in a sentence; `final` where asking again is of no use. */
export class GradeRefusal extends Error {
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
const MOST_PAGES = 20;
const MOST_WORDS = 160;

const ITEM = "application/vnd.ims.lis.v2.lineitem+json";
const ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
const SCORE = "application/vnd.ims.lis.v1.score+json";
const RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

/** Such refusals are of the moment; all other ones from 400 to 499 are of what was asked. */
const PASSING = new Set([401, 408, 409, 423, 425, 429]);

/** A platform, as one connection asks it. */
export type Gradebook = {
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
async function ask(address: string, { signal }: Gradebook, init: Asked): Promise<Response> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    return await fetch(address, { ...init, redirect: "manual", signal: limit });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new GradeRefusal(t`The platform can’t be reached: ${networkWord(error)}.`, false);
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

async function refusalOf(response: Response, now: Date): Promise<GradeRefusal> {
  const { status, headers } = response;
  const words = await wordsOf(response);
  const isFinal = status >= 400 && status < 500 && !PASSING.has(status);
  const reason = words
    ? t`The platform answered ${status}: ${words}`
    : t`The platform answered ${status}, without a word.`;
  return new GradeRefusal(reason, isFinal, status, readRetryAfter(headers.get("retry-after"), now));
}

const tokenSchema = z.object({
  access_token: z.string().min(1).max(20_000),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

const tokens = new Map<string, { readonly token: string; readonly until: number }>();
const MOST_TOKENS = 500;

const placeOf = ({ key, scopes }: Gradebook): string => `${key} ${[...scopes].sort().join(" ")}`;

/** A token by which Calot asks (security framework, section 4.1): kept until shortly before it ends. */
async function tokenFor(book: Gradebook): Promise<string> {
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
    .setIssuedAt(at)
    .setExpirationTime(at + 300)
    .sign(key);
  const known = Object.values(SCOPES).filter((scope) => scopes.includes(scope));
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
    throw new GradeRefusal(t`The platform gives Calot no access. ${reason}`, false, status, after);
  }
  const read = tokenSchema.safeParse(await response.json().catch(() => null));
  if (!read.success) throw new GradeRefusal(t`The platform gave something that is no access token.`, false);
  const [oldest] = tokens.keys();
  if (tokens.size >= MOST_TOKENS && oldest !== undefined) tokens.delete(oldest);
  const lasts = (read.data.expires_in ?? USUAL_S) * 1000 - SPARE_MS;
  tokens.set(place, { token: read.data.access_token, until: now.getTime() + lasts });
  return read.data.access_token;
}

/** Whether the platform gives Calot access at all. @throws GradeRefusal where it doesn't */
export async function askAccess(book: Gradebook): Promise<void> {
  tokens.delete(placeOf(book));
  await tokenFor(book);
}

/** Asks with a token; where that is refused, once with another one. */
async function askWithToken(book: Gradebook, address: string, init: Asked): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const token = await tokenFor(book);
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await ask(address, book, { ...init, headers });
    if (response.status !== 401 || tries === 2) return response;
    await response.body?.cancel();
    tokens.delete(placeOf(book));
  }
}

const allows = ({ scopes }: Gradebook, scope: string): boolean => scopes.includes(scope);

const itemSchema = z.looseObject({
  id: z.url(),
  resourceId: z.string().nullish(),
  resourceLinkId: z.string().nullish(),
});

/** The address of the next page (RFC 8288); null for none. */
function nextPage(response: Response, from: string): string | null {
  const found = /<([^>]+)>\s*;[^,]*\brel="?next"?/i.exec(response.headers.get("link") ?? "");
  return found?.[1] && URL.canParse(found[1], from) ? new URL(found[1], from).href : null;
}

type Column = {
  /** Where the course has its columns. */
  readonly lineItems: string;
  readonly resourceLinkId: string;
  readonly resourceId: string;
  readonly label: string;
};

/**
 * The column of grades of a link: the one that is there, else one that is made. To be called by one at a time for each link,
 * since platforms make as many as they are asked for.
 *
 * @returns its address
 * @throws GradeRefusal
 */
export async function findColumn(book: Gradebook, column: Column): Promise<string> {
  if (!allows(book, SCOPES.lineItem)) {
    throw new GradeRefusal(t`The platform has no column for this link, and lets Calot make none.`, true);
  }
  const first = new URL(column.lineItems);
  first.searchParams.set("resource_link_id", column.resourceLinkId);
  const seen = new Set<string>();
  for (let page: string | null = first.href; page && !seen.has(page) && seen.size < MOST_PAGES; ) {
    seen.add(page);
    const response = await askWithToken(book, page, { headers: { accept: ITEMS } });
    if (!response.ok) throw await refusalOf(response, book.now);
    const items = z.array(z.unknown()).safeParse(await response.json().catch(() => null));
    if (!items.success)
      throw new GradeRefusal(t`The platform answered with something that is no list.`, false);
    // Not every platform heeds what it is asked for.
    const there = items.data
      .map((item) => itemSchema.safeParse(item).data)
      .find((item) => item?.resourceLinkId === column.resourceLinkId);
    if (there) return there.id;
    page = nextPage(response, page);
  }
  const { resourceLinkId, resourceId, label } = column;
  const response = await askWithToken(book, column.lineItems, {
    method: "POST",
    headers: { "content-type": ITEM, accept: ITEM },
    body: JSON.stringify({ scoreMaximum: MOST_GRADE, label, resourceId, resourceLinkId }),
  });
  if (!response.ok) throw await refusalOf(response, book.now);
  const made = itemSchema.safeParse(await response.json().catch(() => null));
  if (!made.success)
    throw new GradeRefusal(t`The platform answered with something that is no column.`, false);
  return made.data.id;
}

/** A place below a column. What its address asks for stays: Moodle tells columns apart by it. */
function below(lineItem: string, what: string): URL {
  const address = new URL(lineItem);
  address.pathname = `${address.pathname.replace(/\/$/, "")}/${what}`;
  return address;
}

type Score = {
  readonly subject: string;
  readonly given: number;
  /** Later than of each one before. */
  readonly at: Date;
};

/** Grades that differ by no more are the same: platforms round. */
const SAME = 0.005;

const resultsSchema = z.array(
  z.looseObject({
    userId: z.coerce.string(),
    resultScore: z.number().nullish(),
    resultMaximum: z.number().positive().nullish(),
  }),
);

/** Whether the platform shows a learner this very grade. */
async function shows(book: Gradebook, lineItem: string, { subject, given }: Score): Promise<boolean> {
  if (!allows(book, SCOPES.results)) return false;
  const address = below(lineItem, "results");
  address.searchParams.set("user_id", subject);
  const response = await askWithToken(book, address.href, { headers: { accept: RESULTS } });
  if (!response.ok) return false;
  const results = resultsSchema.safeParse(await response.json().catch(() => null));
  const own = results.data?.find(({ userId }) => userId === subject);
  if (own?.resultScore == null) return false;
  return Math.abs((own.resultScore / (own.resultMaximum ?? MOST_GRADE)) * MOST_GRADE - given) < SAME;
}

/**
 * Gives a learner a grade in a column. Given again with a later moment it is the same grade.
 *
 * @throws GradeRefusal
 */
export async function giveGrade(book: Gradebook, lineItem: string, score: Score): Promise<void> {
  if (!allows(book, SCOPES.score))
    throw new GradeRefusal(t`The platform lets Calot give no grades there.`, true);
  const response = await askWithToken(book, below(lineItem, "scores").href, {
    method: "POST",
    headers: { "content-type": SCORE },
    body: JSON.stringify({
      userId: score.subject,
      scoreGiven: score.given,
      scoreMaximum: MOST_GRADE,
      activityProgress: "Completed",
      gradingProgress: "FullyGraded",
      timestamp: score.at.toISOString(),
    }),
  });
  if (response.ok) {
    await response.body?.cancel();
    return;
  }
  const refusal = await refusalOf(response, book.now);
  // It has a later one: perhaps this very grade, whose answer was lost.
  if (refusal.status === 409 && (await shows(book, lineItem, score))) return;
  throw refusal;
}
