import { env } from "@/lib/env";
import { receivePiece } from "@/lib/services/uploads/receive-piece";
import { uploadSpool } from "@/lib/storage/upload-spool";
import { errorResponse, respond, withActor } from "../../../_http/handle";
import { problem } from "../../../_http/problem";

/** A piece of an upload: `?offset=` in bytes, the body as it is. It is streamed to its file. */
export function PUT(
  request: Request,
  { params }: RouteContext<"/api/uploads/[id]/bytes">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    if (!request.body) return problem(400, "The request has no body.");
    const offset = new URL(request.url).searchParams.get("offset");
    try {
      const spool = uploadSpool(env().storageDir);
      return respond(
        await receivePiece(ctx, spool, { id: (await params).id, offset }, piecesOf(request.body)),
      );
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== "ENOSPC" && code !== "EDQUOT") return errorResponse(cause);
      return problem(507, "Calot’s disk is full. Ask whoever runs it to make room; the upload goes on then.");
    }
  });
}

/** A stream's chunks: Node's streams give them one by one, but the type of the browser's doesn't say so. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    reader.releaseLock();
  }
}
