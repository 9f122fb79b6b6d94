import { t } from "@/lib/language/t";
import type { ShownClip } from "@/lib/services/cases/get-clip";
import { type Result, succeed } from "@/lib/services/result";
import { byteRange } from "./byte-range";
import { FORGETS, kept } from "./frame-response";
import { problem } from "./problem";
import type { SentFile } from "./serve";

type ClipFile = SentFile<"video/mp4" | "video/webm">;

/** A clip, kept by this person's browser as pictures are; a part of it where one is asked for, without which Safari plays none. */
export function clipResponse(shown: ShownClip, request: Request): Result<ClipFile> | Response {
  if ("removed" in shown) {
    return problem(410, t`The picture was removed for good, and the seconds before it.`, FORGETS);
  }
  const { file, etag } = shown;
  const headers = { ...kept(etag), "accept-ranges": "bytes" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  // Asked for the rest of another one, it is given whole.
  const isThis = (request.headers.get("if-range") ?? etag) === etag;
  const range = isThis ? byteRange(request.headers.get("range"), file.bytes) : null;
  if (range === "unsatisfiable") {
    return problem(416, t`The clip has ${file.bytes} bytes.`, { "content-range": `bytes */${file.bytes}` });
  }
  const type = file.contentType as ClipFile["type"];
  if (range === null) {
    return succeed({ body: file.body, type, headers: { ...headers, "content-length": String(file.bytes) } });
  }
  return new Response(file.body.subarray(range.from, range.to), {
    status: 206,
    headers: {
      ...headers,
      "content-type": type,
      "content-length": String(range.to - range.from),
      "content-range": `bytes ${range.from}-${range.to - 1}/${file.bytes}`,
    },
  });
}
