import { z } from "zod";

const TIMEOUT_MS = 20_000;
const UNREACHABLE = "Calot can’t be reached just now. Nothing was stored; try again in a moment.";

const problemSchema = z.object({ detail: z.string() });

/** Sends something to be stored. @returns why it was not, in a sentence; null where it was */
export async function sendJson(method: "POST" | "PUT", path: string, body: unknown): Promise<string | null> {
  try {
    const response = await fetch(path, {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return null;
    return problemSchema.safeParse(await response.json()).data?.detail ?? UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}

export const saveNote = (residentId: string, note: { id: string; text: string }): Promise<string | null> =>
  sendJson("POST", `/api/residents/${residentId}/notes`, note);

export const saveMilestones = (milestones: readonly unknown[]): Promise<string | null> =>
  sendJson("PUT", "/api/milestones", { milestones });
