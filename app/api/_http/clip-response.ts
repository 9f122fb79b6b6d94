import { Readable } from "node:stream";
import { t } from "@/lib/language/t";
import type { ShownClip } from "@/lib/services/cases/get-clip";
import { notFound, type Result, succeed } from "@/lib/services/result";
import { FORGETS, kept } from "./frame-response";
import { problem } from "./problem";
import type { SentFile } from "./serve";
import { wanted } from "./wanted";

type ClipFile = SentFile<"video/mp4" | "video/webm">;

/**
 * A clip, kept by this person's browser as pictures are; a part of it where one is asked for, without which Safari plays none.
 * It is sent while it is read, and only where there is somebody to have it.
 */
export async function clipResponse(shown: ShownClip, request: Request): Promise<Result<ClipFile> | Response> {
  if ("removed" in shown) {
    return problem(410, t`The picture was removed for good, and the seconds before it.`, FORGETS);
  }
  const { etag, bytes, contentType: type } = shown;
  const headers = { ...kept(etag), "accept-ranges": "bytes" };
  const part = wanted(request, etag, bytes);
  if (part === "has-it") return new Response(null, { status: 304, headers });
  if (part === "unsatisfiable") {
    return problem(416, t`The clip has ${bytes} bytes.`, { "content-range": `bytes */${bytes}` });
  }
  if (request.method === "HEAD") {
    const length = { "content-length": String(bytes) };
    return new Response(null, { headers: { ...headers, ...length, "content-type": type } });
  }
  const file = await shown.read(part === "all" ? undefined : part);
  if (!file) return notFound("clip");
  const length = { "content-length": String(file.bytes) };
  if (part === "all") return succeed({ body: file.body, type, headers: { ...headers, ...length } });
  const range = `bytes ${part.from}-${part.to - 1}/${bytes}`;
  return new Response(Readable.toWeb(file.body) as ReadableStream, {
    status: 206,
    headers: { ...headers, ...length, "content-type": type, "content-range": range },
  });
}
