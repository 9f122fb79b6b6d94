import { reviseCase } from "@/lib/services/authoring/revise-case";
import { respond, withActor } from "../../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/authoring/cases/[id]/revise">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    return respond(await reviseCase(ctx, (await params).id));
  });
}
