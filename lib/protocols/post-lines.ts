import { retryAfterMs } from "../domain/time/retry-after";
import { t } from "../language/t";

/** Where lines are posted to, and what shows who sends them. */
export type LinesTarget = {
  readonly address: string;
  /** Null where the address alone will do. */
  readonly header: { readonly name: string; readonly value: string } | null;
};

/** Why lines were not taken. */
export type NotTaken = {
  /** A sentence that can be passed on. */
  readonly said: string;
  /** For how long the other side asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null;
};

/** How many lines were taken, from the first on; what became of the others. */
export type Posted = { readonly taken: number; readonly problem: NotTaken | null };

const TIMEOUT_MS = 30_000;

/**
 * Posts lines of JSON (application/x-ndjson). Where they are too many at once for the other side, half of them go first. A
 * line counts as taken once the other side has said so with a status of 2xx: whose answer is lost is posted again.
 */
export async function postLines(
  target: LinesTarget,
  lines: readonly string[],
  timeoutMs = TIMEOUT_MS,
): Promise<Posted> {
  const answer = await post(target, lines, timeoutMs);
  if (answer === "taken") return { taken: lines.length, problem: null };
  if (answer !== "too large") return { taken: 0, problem: answer };
  if (lines.length === 1) {
    return {
      taken: 0,
      problem: {
        said: t`It refuses even one event as too large (status 413). Allow it to take larger requests.`,
        retryAfterMs: null,
      },
    };
  }
  const half = Math.ceil(lines.length / 2);
  const first = await postLines(target, lines.slice(0, half), timeoutMs);
  if (first.problem) return first;
  const rest = await postLines(target, lines.slice(half), timeoutMs);
  return { taken: half + rest.taken, problem: rest.problem };
}

async function post(
  { address, header }: LinesTarget,
  lines: readonly string[],
  timeoutMs: number,
): Promise<"taken" | "too large" | NotTaken> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson", ...(header && { [header.name]: header.value }) },
      body: `${lines.join("\n")}\n`,
      // Followed, a redirect would take the secret elsewhere.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
  } catch (error) {
    return { said: unreachableWords(error, timeoutMs), retryAfterMs: null };
  }
  if (response.ok) return "taken";
  if (response.status === 413) return "too large";
  return {
    said: statusWords(response.status),
    retryAfterMs: retryAfterMs(response.headers.get("retry-after"), Date.now()),
  };
}

function unreachableWords(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return t`It did not answer within ${timeoutMs / 1000} seconds.`;
  }
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  const why = cause?.code || cause?.message || message || "";
  return t`It can’t be reached from Calot’s server (${why}). Check the address, the firewall between them, and that the server trusts its certificate.`;
}

function statusWords(status: number): string {
  if (status >= 300 && status < 400) {
    return t`It sends elsewhere (status ${status}), where Calot doesn’t follow with the secret. Give the address that it sends to.`;
  }
  switch (status) {
    case 401:
    case 403:
      return t`It refuses the secret header (status ${status}). Check its name, and the whole of its value.`;
    case 404:
    case 405:
      return t`It takes nothing at this address (status ${status}). Check the path.`;
    case 429:
    case 503:
      return t`It asks to be left alone for now (status ${status}).`;
    default:
      return status >= 500
        ? t`It broke down over it (status ${status}). Look into its log.`
        : t`It does not take the lines (status ${status}). It has to take JSON, one event on a line.`;
  }
}
