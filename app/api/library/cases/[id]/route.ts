import { getLibraryCase } from "@/lib/services/library/get-library-case";
import { respond, withActor } from "../../../_http/handle";

export function GET(
  request: Request,
  { params }: RouteContext<"/api/library/cases/[id]">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getLibraryCase(ctx, (await params).id)));
}
