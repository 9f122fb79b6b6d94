import { removeTraining } from "@/lib/services/people/remove-training";
import { respond, withActor } from "../../../../_http/handle";

type Place = RouteContext<"/api/people/[id]/training/[since]">;

export function DELETE(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => respond(await removeTraining(ctx, await params)));
}
