import { proposeForms } from "@/lib/services/case-sets/propose-forms";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

/** Two tests that match, and a practice set; nothing is stored. */
export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await proposeForms(ctx, read.body));
  });
}
