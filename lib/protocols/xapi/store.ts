import type { XapiSettings } from "../../domain/connections/xapi";
import { retryAfterMs } from "../../domain/time/retry-after";
import type { Statement } from "../../domain/xapi/statements";
import { t } from "../../language/t";
import { networkWord } from "../provider-error";

const VERSION = "1.0.3";
const PATIENCE_MS = 30_000;

/** A learning record store, and by what Calot may write to it. */
export type Store = { readonly settings: XapiSettings; readonly secret: string };

/** What a store made of statements. Reasons are sentences that can be passed on. */
export type Stored =
  | { readonly outcome: "stored" }
  | { readonly outcome: "later"; readonly reason: string; readonly afterMs: number | null }
  | { readonly outcome: "never"; readonly reason: string };

const headersOf = ({ settings, secret }: Store): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${settings.key}:${secret}`).toString("base64")}`,
  "x-experience-api-version": VERSION,
});

/**
 * Stores statements, all or none (xAPI 1.0.3, part three, section 2.1.2). Sent again, they are known by their ids: a conflict
 * says that the store has them, perhaps with a score of before.
 *
 * @param signal when it takes too long
 */
export async function storeStatements(
  store: Store,
  statements: readonly Statement[],
  signal: AbortSignal,
): Promise<Stored> {
  let response: Response;
  try {
    response = await fetch(`${store.settings.endpoint}/statements`, {
      method: "POST",
      headers: { ...headersOf(store), "content-type": "application/json" },
      body: JSON.stringify(statements),
      // Followed, a redirect would take the secret elsewhere.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await response.body?.cancel();
  } catch (error) {
    if (signal.aborted) throw error;
    return { outcome: "later", reason: unreachableWords(error), afterMs: null };
  }
  const { status } = response;
  if (response.ok || status === 409) return { outcome: "stored" };
  const afterMs = retryAfterMs(response.headers.get("retry-after"), Date.now());
  switch (status) {
    case 400:
    case 413:
      return { outcome: "never", reason: t`It does not take this record (status ${status}).` };
    case 401:
    case 403:
      return { outcome: "later", reason: keyWords(status), afterMs };
    default:
      return { outcome: "later", reason: t`It answered with status ${status}.`, afterMs };
  }
}

const keyWords = (status: number): string =>
  t`It does not take the key and the secret, or the key may not write (status ${status}).`;

const unreachableWords = (error: unknown): string =>
  t`It can’t be reached from Calot’s server (${networkWord(error)}).`;

type Step = { readonly ok: boolean; readonly said: string };

/** What is known of a store without anything being stored: whether it is one, and whether it takes the key. */
export async function checkStore(store: Store): Promise<readonly Step[]> {
  const ask = (path: string): Promise<Response> =>
    fetch(`${store.settings.endpoint}${path}`, {
      headers: headersOf(store),
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
  try {
    const about = await ask("/about");
    const versions = about.ok ? await versionsOf(about) : null;
    const read = await ask("/statements?limit=1");
    const lists = await listsStatements(read);
    return [aboutStep(store, about.status, versions, lists), readStep(read.status)];
  } catch (error) {
    return [{ ok: false, said: unreachableWords(error) }];
  }
}

function aboutStep(
  { settings }: Store,
  status: number,
  versions: readonly string[] | null,
  lists: boolean,
): Step {
  if (versions?.some((each) => each.startsWith("1.0"))) {
    return { ok: true, said: t`There is a learning record store, of xAPI ${versions.join(", ")}.` };
  }
  // Some leave out what tells of them (Ralph), and are one all the same.
  if (versions === null && lists) {
    return { ok: true, said: t`There is a learning record store, which doesn’t tell its version.` };
  }
  return {
    ok: false,
    said: t`At ${settings.endpoint}/about no store of xAPI 1.0 tells of itself (status ${status}). Give the address to which “/statements” is added.`,
  };
}

/** Whether what was answered is a list of statements, as a store gives it. */
async function listsStatements(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => null);
  const isList = typeof body === "object" && body !== null && "statements" in body;
  return response.ok && isList && Array.isArray(body.statements);
}

function readStep(status: number): Step {
  if (status === 200) return { ok: true, said: t`It takes the key and the secret.` };
  if (status === 403) {
    return {
      ok: true,
      said: t`It knows the key, which may not read (status 403). That is fine if it may write: the first answer shows it.`,
    };
  }
  return { ok: false, said: keyWords(status) };
}

async function versionsOf(about: Response): Promise<readonly string[] | null> {
  const body: unknown = await about.json().catch(() => null);
  if (typeof body !== "object" || body === null || !("version" in body)) return null;
  const { version } = body;
  return (Array.isArray(version) ? version : [version]).filter((each) => typeof each === "string");
}
