import { receivePiece } from "@/lib/services/uploads/receive-piece";
import { StorageFullError } from "@/lib/storage/frame-storage";
import { openUploads } from "@/lib/storage/open-storage";
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
      return respond(
        await receivePiece(ctx, openUploads(), { id: (await params).id, offset }, piecesOf(request.body)),
      );
    } catch (cause) {
      if (!(cause instanceof StorageFullError)) return errorResponse(cause);
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
