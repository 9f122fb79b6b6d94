import { createForms } from "@/lib/services/case-sets/create-forms";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

/** Makes the sets of a family. */
export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await createForms(ctx, read.body), 201);
  });
}
