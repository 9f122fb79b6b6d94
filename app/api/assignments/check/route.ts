import { checkAudience } from "@/lib/services/assignments/check-audience";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

/** How many residents an audience has, and what of a set they know. Nothing is stored. */
export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await checkAudience(ctx, read.body));
  });
}
