import { Agent, request } from "undici";
import { ServerFault, statusFault } from "./server-fault";

/** Where a server is, and how it is spoken to. */
export type Connection = {
  /** With its version path, without a slash at the end: `http://gpu01:8000/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  /** From sending a request to the last byte of its answer. */
  readonly timeoutMs: number;
};

/** Longer than any answer; an endless one is cut off. */
const MOST_BYTES = 32 * 1024 * 1024;

// One pool for the process. Time is kept for each request as a whole (below), so the agent's own limits are off; its
// idle connections live shorter than servers keep theirs, so that few are found closed when they are used again.
const agent = new Agent({
  connections: null,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 3000,
  connect: { timeout: 10_000 },
  maxResponseSize: MOST_BYTES,
});

/**
 * One request for JSON, once.
 *
 * @throws ServerFault whatever came instead of JSON
 * @throws the signal's reason, when aborted
 */
export async function sendRequest(
  connection: Connection,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const late = AbortSignal.timeout(connection.timeoutMs);
  let status: number;
  let text: string;
  try {
    const response = await request(connection.baseUrl + path, {
      dispatcher: agent,
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(connection.apiKey === null ? {} : { authorization: `Bearer ${connection.apiKey}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.any([signal, late]),
    });
    status = response.statusCode;
    text = await response.body.text();
    if (status < 200 || status > 299) {
      const retryAfter = response.headers["retry-after"];
      throw statusFault(status, text, typeof retryAfter === "string" ? retryAfter : null, Date.now());
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof ServerFault) throw cause;
    if (late.aborted) {
      throw new ServerFault("slow", `the server did not answer within ${connection.timeoutMs / 1000} s`);
    }
    throw connectionFault(cause);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ServerFault("faulty", "the server’s answer was not JSON");
  }
}

/** Nothing was listening, or nothing by that name: the request itself was never at fault. */
const NOBODY_THERE = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function connectionFault(cause: unknown): ServerFault {
  const { code, message } = cause as { code?: string; message?: string };
  // A name with several addresses fails with one error for each.
  const first =
    cause instanceof AggregateError ? (cause.errors[0] as { code?: string; message?: string }) : null;
  const known = code ?? first?.code ?? "";
  const words = message || first?.message || known;
  return NOBODY_THERE.has(known)
    ? new ServerFault("away", `no server answers (${words})`)
    : new ServerFault("faulty", `the connection broke (${words})`);
}
