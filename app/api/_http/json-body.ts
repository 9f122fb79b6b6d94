import { problem } from "./problem";

/** No answer of a reader's comes near it. */
const LIMIT_BYTES = 64 * 1024;

/** The JSON of a request; or the refusal of what is too large, or not JSON. */
export async function jsonBody(request: Request): Promise<{ body: unknown } | { refusal: Response }> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(.+\+)?json\b/i.test(type)) {
    return { refusal: problem(415, "Send JSON, with the header Content-Type: application/json.") };
  }
  if (Number(request.headers.get("content-length") ?? 0) > LIMIT_BYTES) return { refusal: tooLarge() };
  const text = await request.text();
  if (text.length > LIMIT_BYTES) return { refusal: tooLarge() };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { refusal: problem(400, "The request’s body is not JSON.") };
  }
}

const tooLarge = (): Response => problem(413, `A request may have ${LIMIT_BYTES / 1024} KiB at most.`);
