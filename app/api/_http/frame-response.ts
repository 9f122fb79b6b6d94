import { removedPicture } from "@/lib/documents/removed-picture";
import type { ShownFrame } from "@/lib/services/cases/shown-frame";
import { type Result, succeed } from "@/lib/services/result";
import type { SentFile } from "./serve";

const A_DAY_S = 86_400;

/** What has a browser forget what it keeps. */
export const FORGETS = { "cache-control": "no-store", "clear-site-data": '"cache"' };

/** What has this person's browser keep something for a day. */
export const kept = (etag: string) => ({
  etag,
  "cache-control": `private, max-age=${A_DAY_S}, immutable`,
  vary: "Cookie",
});

/**
 * A picture, kept by this person's browser for a day and asked for anew then: one that was removed is gone everywhere by
 * that time. In its place stands a picture that says so (410), and has the browser forget what it keeps.
 */
export function frameResponse(
  shown: ShownFrame,
  request: Request,
): Result<SentFile<"image/webp">> | Response {
  if ("removed" in shown) {
    return new Response(removedPicture(shown.removed, shown), {
      status: 410,
      headers: { "content-type": "image/svg+xml", ...FORGETS },
    });
  }
  const { file, etag } = shown;
  const headers = kept(etag);
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return succeed({
    body: file.body,
    type: "image/webp",
    headers: { ...headers, "content-length": String(file.bytes) },
  });
}
