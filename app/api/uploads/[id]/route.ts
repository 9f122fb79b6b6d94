import { getUpload } from "@/lib/services/uploads/get-upload";
import { openUploads } from "@/lib/storage/open-storage";
import { respond, withActor } from "../../_http/handle";

export function GET(request: Request, { params }: RouteContext<"/api/uploads/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getUpload(ctx, openUploads(), (await params).id)));
}
