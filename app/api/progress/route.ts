import { getProgress } from "@/lib/services/progress/get-progress";
import { respond, withActor } from "../_http/handle";

export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getProgress(ctx)));
}
