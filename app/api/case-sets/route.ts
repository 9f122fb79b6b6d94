import { createCaseSet } from "@/lib/services/case-sets/create-case-set";
import { listCaseSets } from "@/lib/services/case-sets/list-case-sets";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await listCaseSets(ctx)));
}

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await createCaseSet(ctx, read.body), 201);
  });
}
