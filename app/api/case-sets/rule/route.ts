import { proposeByRule } from "@/lib/services/case-sets/propose-by-rule";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

/** The cases that a rule gives; nothing is stored. */
export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await proposeByRule(ctx, read.body));
  });
}
