import type { z } from "zod";
import { findUnstorable, type Unstorable } from "@/lib/domain/text/unstorable";
import { t } from "@/lib/language/t";
import { problem } from "./problem";

/** No answer of a reader's comes near it. */
const LIMIT_BYTES = 64 * 1024;

/**
 * The JSON of a request; or the refusal of what is too large, not JSON, or can't be stored. Where the
 * route's schema takes control characters out of its texts, the body is without them: they come with what is pasted from
 * PDFs and slides.
 */
export async function jsonBody(
  request: Request,
  schema: z.ZodType,
  limit = LIMIT_BYTES,
): Promise<{ body: unknown } | { refusal: Response }> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(.+\+)?json\b/i.test(type)) {
    return { refusal: problem(415, t`Send JSON, with the header Content-Type: application/json.`) };
  }
  if (Number(request.headers.get("content-length") ?? 0) > limit) return { refusal: tooLarge(limit) };
  const text = await request.text();
  if (text.length > limit) return { refusal: tooLarge(limit) };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { refusal: problem(400, t`The request’s body is not JSON.`) };
  }
  const unstorable = findUnstorable(body);
  if (unstorable === null) return { body };
  const cleaned = schema.safeParse(body);
  return cleaned.success && findUnstorable(cleaned.data) === null
    ? { body: cleaned.data }
    : { refusal: problem(400, unstorableWords(unstorable), {}, fieldOf(unstorable)) };
}

const fieldOf = ({ path }: Unstorable) => (path === "" ? {} : { field: path });

function unstorableWords({ path, before }: Unstorable): string {
  const place = path || "body";
  return before === ""
    ? t`${place}: the text begins with a character that can’t be stored. Delete it, and type it anew.`
    : t`${place}: behind “${before}” stands a character that can’t be stored. Delete it, and type it anew.`;
}

const tooLarge = (limit: number): Response =>
  problem(413, t`A request may have ${limit / 1024} KiB at most.`);
