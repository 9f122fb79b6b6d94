import { askDeletion } from "@/lib/services/leaving/ask-deletion";
import { respond, withActor } from "../../_http/handle";

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await askDeletion(ctx, true)));
}

export function DELETE(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await askDeletion(ctx, false)));
}
