import { lockPhase } from "@/lib/services/attempts/lock-phase";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await lockPhase(ctx, read.body), 201);
  });
}
