import { getCaseSet } from "@/lib/services/case-sets/get-case-set";
import { saveCaseSet } from "@/lib/services/case-sets/save-case-set";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";
import { problem } from "../../_http/problem";

export function GET(request: Request, { params }: RouteContext<"/api/case-sets/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getCaseSet(ctx, (await params).id)));
}

/** Stores a draft as a whole; 412 where somebody else has changed it since `updatedAt`. */
export function PUT(request: Request, { params }: RouteContext<"/api/case-sets/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    const result = await saveCaseSet(ctx, (await params).id, read.body);
    if (result.ok && !result.value.saved) {
      return problem(412, "Somebody else has changed this set since you opened it. Nothing was stored.");
    }
    return respond(result);
  });
}
