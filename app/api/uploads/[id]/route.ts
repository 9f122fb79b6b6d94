import { env } from "@/lib/env";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { uploadSpool } from "@/lib/storage/upload-spool";
import { respond, withActor } from "../../_http/handle";

export function GET(request: Request, { params }: RouteContext<"/api/uploads/[id]">): Promise<Response> {
  return withActor(request, async (ctx) =>
    respond(await getUpload(ctx, uploadSpool(env().storageDir), (await params).id)),
  );
}
