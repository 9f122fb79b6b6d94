import { z } from "zod";

/** What came of a request: its value, or a sentence that says why there is none. */
export type Answer<T> =
  | { readonly value: T }
  /** `status` is null where Calot could not be reached: the same may pass later. */
  | { readonly problem: string; readonly status: number | null };

const UNREACHABLE = "Calot can’t be reached just now. Nothing was changed; try again in a moment.";
const TIMEOUT_MS = 15_000;
const problemSchema = z.object({ detail: z.string() });

type Request = {
  readonly method: string;
  /** Sent as JSON; a Blob as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
};

/** Asks Calot's API. Another program's answer in its place (a proxy's, a guest network's) counts as none. */
export async function ask<T>(url: string, request: Request, schema: z.ZodType<T>): Promise<Answer<T>> {
  const { method, body, signal, timeoutMs = TIMEOUT_MS } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const isBlob = body instanceof Blob;
  try {
    const response = await fetch(url, {
      method,
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body !== undefined && {
        headers: { "content-type": isBlob ? "application/octet-stream" : "application/json" },
        body: isBlob ? body : JSON.stringify(body),
      }),
    });
    const answer: unknown = await response.json();
    if (response.ok) {
      const parsed = schema.safeParse(answer);
      return parsed.success ? { value: parsed.data } : { problem: UNREACHABLE, status: null };
    }
    const { status } = response;
    const mayPass = status === 408 || status === 429 || status >= 500;
    const problem = problemSchema.safeParse(answer).data?.detail ?? UNREACHABLE;
    return { problem, status: mayPass ? null : status };
  } catch {
    return { problem: UNREACHABLE, status: null };
  }
}
