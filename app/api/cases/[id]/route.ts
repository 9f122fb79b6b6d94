import { getCase } from "@/lib/services/cases/get-case";
import { respond, withActor } from "../../_http/handle";

export function GET(request: Request, { params }: RouteContext<"/api/cases/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getCase(ctx, (await params).id)));
}
