import { listMilestones } from "@/lib/services/milestones/list-milestones";
import { setMilestones } from "@/lib/services/milestones/set-milestones";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

/** The program's milestones in their order. */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await listMilestones(ctx)));
}

/** Sets all of them. */
export function PUT(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await setMilestones(ctx, read.body));
  });
}
