import { openDataset } from "@/lib/services/authoring/open-dataset";
import { respond, withActor } from "../../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/authoring/datasets/[id]/open">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    return respond(await openDataset(ctx, (await params).id));
  });
}
