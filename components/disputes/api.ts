import { z } from "zod";
import type { DecisionInput, OpenDisputeInput } from "@/lib/domain/disputes/input";

const TIMEOUT_MS = 15_000;
/** Thousands of attempts scored anew take a while. */
const DECIDE_TIMEOUT_MS = 60_000;

const UNREACHABLE = "Calot can’t be reached just now. Nothing you wrote is lost; try again in a moment.";

const problemSchema = z.object({ detail: z.string() });
const storedSchema = z.object({ id: z.string() });
const settledSchema = z.object({
  status: z.enum(["accepted", "rejected"]),
  rescored: z.number(),
  changed: z.number(),
});

/** What came of a request: its value, or a sentence that says why there is none. */
export type Answer<T> = { readonly value: T } | { readonly problem: string };

async function post<T>(url: string, body: unknown, ms: number, schema: z.ZodType<T>): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ms),
      cache: "no-store",
    });
    const answer: unknown = await response.json();
    const parsed = response.ok ? schema.safeParse(answer) : null;
    if (parsed?.success) return { value: parsed.data };
    return { problem: problemSchema.safeParse(answer).data?.detail ?? UNREACHABLE };
  } catch {
    return { problem: UNREACHABLE };
  }
}

export const sendQuestion = (attemptId: string, input: OpenDisputeInput): Promise<Answer<{ id: string }>> =>
  post(`/api/attempts/${attemptId}/disputes`, input, TIMEOUT_MS, storedSchema);

export const withdrawQuestion = (id: string): Promise<Answer<{ id: string }>> =>
  post(`/api/disputes/${id}/withdraw`, {}, TIMEOUT_MS, storedSchema);

export const sendDecision = (
  id: string,
  input: DecisionInput,
): Promise<Answer<z.infer<typeof settledSchema>>> =>
  post(`/api/disputes/${id}/decision`, input, DECIDE_TIMEOUT_MS, settledSchema);
