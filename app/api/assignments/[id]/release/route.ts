import { releaseResults } from "@/lib/services/assignments/release-results";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/assignments/[id]/release">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await releaseResults(ctx, (await params).id)));
}
