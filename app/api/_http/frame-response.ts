import { removedPicture } from "@/lib/documents/removed-picture";
import { t } from "@/lib/language/t";
import type { ShownFrame } from "@/lib/services/cases/shown-frame";
import { notFound, type Result, succeed } from "@/lib/services/result";
import { problem } from "./problem";
import type { SentFile } from "./serve";
import { hasIt, wanted } from "./wanted";

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
export async function frameResponse(
  shown: ShownFrame,
  request: Request,
): Promise<Result<SentFile<"image/webp">> | Response> {
  if ("removed" in shown) {
    return new Response(removedPicture(shown.removed, shown), {
      status: 410,
      headers: { "content-type": "image/svg+xml", ...FORGETS },
    });
  }
  const { etag } = shown;
  const headers = { ...kept(etag), "accept-ranges": "bytes" };
  // Before it is read: most who ask again have it.
  if (hasIt(request.headers, etag)) return new Response(null, { status: 304, headers });
  const file = await shown.read();
  if (!file) return notFound("frame");
  const { body, bytes } = file;
  const part = wanted(request, etag, bytes);
  if (part === "unsatisfiable") {
    return problem(416, t`The picture has ${bytes} bytes.`, { "content-range": `bytes */${bytes}` });
  }
  if (typeof part === "string") {
    return succeed({ body, type: "image/webp", headers: { ...headers, "content-length": String(bytes) } });
  }
  return new Response(body.subarray(part.from, part.to), {
    status: 206,
    headers: {
      ...headers,
      "content-type": "image/webp",
      "content-length": String(part.to - part.from),
      "content-range": `bytes ${part.from}-${part.to - 1}/${bytes}`,
    },
  });
}
