import { env } from "@/lib/env";
import { beginUpload } from "@/lib/services/uploads/begin-upload";
import { openUploads } from "@/lib/storage/open-storage";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

/** Announces an upload; its bytes follow in pieces. */
export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    const { UPLOAD_LIMIT_MB } = env();
    const limitBytes = UPLOAD_LIMIT_MB * 1_000_000;
    return respond(await beginUpload(ctx, openUploads(), limitBytes, read.body), 201);
  });
}
