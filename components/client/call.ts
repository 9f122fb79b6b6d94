import { z } from "zod";
import type { problemSchema } from "@/lib/contract/problem";
import type { Declaration, FileKind, Params, Query } from "@/lib/contract/route";
import { retryAfterMs } from "@/lib/domain/time/retry-after";
import type { Input, View } from "@/lib/domain/view";
import { t } from "@/lib/language/t";
import { confirmAgain } from "./confirm";

/** What came of a request: its value, or why there is none. */
export type Answer<T> = { readonly value: T } | Failed;

export type Failed = {
  /** A sentence for people. */
  readonly problem: string;
  /**
   * - unreachable: no word from Calot, or one that says that the same may pass later: then there is a status.
   * - signed-out: whoever the page was made for is not signed in.
   * - refused: for good, in the server's words.
   * - unreadable: Calot did what it was asked, and its answer is none that this page knows: it is newer than the page.
   * - stopped: whoever asked wants no answer any more.
   */
  readonly why: "unreachable" | "signed-out" | "refused" | "unreadable" | "stopped";
  /** Of the answer; null for none of Calot's own. */
  readonly status: number | null;
  readonly title: string;
  /** What of the body is wrong, where it is one part of it (`rationale.location`), and the sentence without that name. */
  readonly field?: { readonly name: string; readonly problem: string };
  /** An answer that came after the end of its assignment: it can be offered as a late one. */
  readonly late?: boolean;
  /** How long the server asks to wait, in milliseconds; null where it does not. */
  readonly afterMs: number | null;
};

type Options = {
  /** After this long without an answer there is none: 15 s unless given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** It goes out even as the page is left. */
  readonly keepalive?: boolean;
  /** For whom it is sent: another person may have signed in to this browser meanwhile. */
  readonly reader?: string;
  /** What people are told where Calot can't be reached. */
  readonly unreachable?: string;
};

type Given<R extends Declaration> = (keyof Params<R> extends never
  ? { readonly params?: never }
  : { readonly params: Params<R> }) & { readonly query?: Query<R> } & (R extends {
    readonly body: infer Sent;
  }
    ? { readonly body: Sent extends z.ZodType ? Input<Sent> : Blob }
    : { readonly body?: never });

const TIMEOUT_MS = 15_000;
const UNREACHABLE = t`Calot can’t be reached just now. Try again in a moment.`;
/** Where something was to be changed: no answer doesn't say that nothing was. */
const UNKNOWN = t`Calot can’t be reached just now. It may be stored all the same: look, then try again.`;
const UPDATED = t`Calot was updated meanwhile, and this page can’t read its answer. Load the page again.`;

const words = z.object({
  title: z.string().default(t`Not stored`),
  detail: z.string().default(t`The server did not say why.`),
  late: z.boolean().optional(),
  field: z.string().optional(),
}) satisfies z.ZodType<Pick<z.infer<typeof problemSchema>, "title" | "detail">>;

/**
 * Asks Calot's API by a route's declaration. Another program's answer in its place (a proxy's, a guest network's
 * sign-in page) counts as none. Fields and words that only a newer server knows are left out, and kept as they are.
 */
export async function call<const R extends Declaration>(
  route: R,
  given: Given<R>,
  options: Options = {},
): Promise<Answer<R["answer"] extends z.ZodType ? View<R["answer"]> : Blob>> {
  const { unreachable = route.method === "GET" ? UNREACHABLE : UNKNOWN, signal } = options;
  const failed = (why: Failed["why"], problem: string, more: Partial<Failed> = {}): Failed => {
    return { problem, why, status: null, title: t`Not stored`, afterMs: null, ...more };
  };
  let response: Response;
  let sent: string | Blob;
  try {
    response = await fetch(addressOf(route, given), requestOf(route, given.body, options));
    // A blob is kept by another process of the browser's: for files alone.
    sent = await (response.ok && "mediaTypes" in route.answer ? response.blob() : response.text());
  } catch {
    return failed(signal?.aborted ? "stopped" : "unreachable", unreachable);
  }
  if (typeof sent !== "string") {
    const isWhole = "mediaTypes" in route.answer && isOwnFile(response, route.answer);
    return isWhole ? { value: sent as never } : failed("unreachable", unreachable);
  }
  const body = parsedJson(sent);
  if (response.ok) {
    const read = (route.answer as z.ZodType).safeParse(body);
    if (read.success) return { value: read.data as never };
    const { status } = response;
    return body !== undefined && isOwn(response, route)
      ? failed("unreadable", UPDATED, { status })
      : failed("unreachable", unreachable);
  }
  const { status } = response;
  if (status === 428 && (await confirmAgain())) return call(route, given, options);
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  const { title, detail, late, field } = words.safeParse(body).data ?? words.parse({});
  if (mayPass(status) || !isProblem) {
    const afterMs = retryAfterMs(response.headers.get("retry-after"), Date.now());
    return failed("unreachable", isProblem ? detail : unreachable, {
      afterMs,
      ...(isProblem && { status }),
    });
  }
  return failed(status === 401 ? "signed-out" : "refused", detail, {
    status,
    title,
    ...(late && { late }),
    ...(field !== undefined && { field: { name: field, problem: withoutName(detail, field) } }),
  });
}

function addressOf(
  { path }: Declaration,
  {
    params = {},
    query = {},
  }: { readonly params?: Readonly<Record<string, string>>; readonly query?: object },
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!));
  return search.size > 0 ? `${place}?${search}` : place;
}

function requestOf(
  { method, revalidated }: Declaration,
  body: unknown,
  { timeoutMs = TIMEOUT_MS, signal, keepalive = false, reader }: Options,
): RequestInit {
  const timeout = AbortSignal.timeout(timeoutMs);
  const isBlob = body instanceof Blob;
  const type = isBlob ? "application/octet-stream" : "application/json";
  return {
    method,
    // What has an ETag is kept by the browser, which asks whether it changed.
    cache: revalidated ? "no-cache" : "no-store",
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    keepalive,
    headers: {
      ...(body !== undefined && { "content-type": type }),
      ...(reader && { "calot-reader": reader }),
      // What the device's clock shows, for the server to see how far it can be trusted.
      ...(method === "POST" && { "calot-clock": String(Date.now()) }),
    },
    ...(body !== undefined && { body: isBlob ? body : JSON.stringify(body) }),
  };
}

const withoutName = (detail: string, name: string): string =>
  detail.startsWith(`${name}: `) ? detail.slice(name.length + 2) : detail;

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether an answer is Calot's own: of the status that is declared, as JSON that nobody in between may keep. */
function isOwn({ status, headers, redirected }: Response, route: Declaration): boolean {
  const isJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  const isKept = !/no-(store|cache)/.test(headers.get("cache-control") ?? "");
  return status === (route.status ?? 200) && isJson && !isKept && !redirected;
}

/** The same of a file. */
const isOwnFile = ({ headers, redirected }: Response, { mediaTypes }: FileKind): boolean =>
  mediaTypes.includes(headers.get("content-type")?.split(";")[0] ?? "") && !redirected;

/** Answers to which the same request may yet succeed. */
const mayPass = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;
