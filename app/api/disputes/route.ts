import { listDisputes } from "@/lib/services/disputes/list-disputes";
import { respond, withActor } from "../_http/handle";

export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await listDisputes(ctx)));
}
