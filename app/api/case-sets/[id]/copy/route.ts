import { copyCaseSet } from "@/lib/services/case-sets/copy-case-set";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/case-sets/[id]/copy">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await copyCaseSet(ctx, (await params).id), 201));
}
