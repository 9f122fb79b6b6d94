import { createHash } from "node:crypto";
import { hasIt } from "./wanted";

/** JSON with its ETag; 304 where who asks has just this. */
export function revalidated(value: unknown, { headers: asked }: Request): Response {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (!hasIt(asked, etag)) {
    return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
  }
  // As the answer that it stands for: JSON is packed where who asks takes that.
  return new Response(null, { status: 304, headers: { ...headers, vary: "Accept-Encoding" } });
}
