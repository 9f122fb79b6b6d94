import { uploads } from "@/lib/contract/uploads";
import { t } from "@/lib/language/t";
import { receivePiece } from "@/lib/services/uploads/receive-piece";
import { openUploads } from "@/lib/storage/open-storage";
import { problem } from "../../../_http/problem";
import { serve } from "../../../_http/serve";

/** A piece of an upload: `?offset=` in bytes, the body as it is. It is streamed to its file. */
export const PUT = serve(uploads.piece, async (ctx, { params, query, request }) => {
  if (!request.body) return problem(400, t`The request has no body.`);
  const place = { id: params.id, offset: query.offset ?? null };
  return receivePiece(ctx, openUploads(), place, piecesOf(request.body));
});

/** A stream's chunks: Node's streams give them one by one, but the type of the browser's doesn't say so. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    reader.releaseLock();
  }
}
